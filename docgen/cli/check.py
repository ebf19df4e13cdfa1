"""``docgen check`` and ``docgen explain``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Force, Jobs, Json, Quiet
from docgen.core.errors import CODES, LETTERS, LEVEL_NAMES, ConfigError, Problem, nearest, problem, sort_problems

if TYPE_CHECKING:
    from docgen.checks import Choice
    from docgen.checks.checking import Checker
    from docgen.records.kinds import Record

FORMATS = ("text", "json", "github")
PAPERS = (".docx", ".txt", ".html", ".htm", ".pdf")
"""Names of papers that are checked without a record."""
FOLD = 5
"""So many findings of a kind in one file are told one by one."""
_GITHUB = {"error": "error", "reminder": "warning", "hint": "notice"}


def check(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="记录",
            help="案件记录或者文件夹，可以写几个；也可以是写好的文稿（.docx、.txt、.html、.pdf），"
            "问题写明第几页第几段；.docx 的页码照 Word 存盘时的，没有的由 LibreOffice 排出来，没有装 LibreOffice 的只写第几段",
        ),
    ],
    fix: Annotated[
        bool, typer.Option("--fix", help="改正能安全改正的（标点、括号、全角半角、日期写法等），再检查")
    ] = False,
    select: Annotated[
        str, typer.Option("--select", metavar="代码", help="只看这些代码，写代码或者开头的字母，如 L,P001")
    ] = "",
    ignore: Annotated[str, typer.Option("--ignore", metavar="代码", help="不看这些代码")] = "",
    format_name: Annotated[str, typer.Option("--format", metavar="格式", help="text、json、github")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="有提醒也算不通过")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="和 --fix 一起用：只印出要改什么，不写文件")] = False,
    imported: Annotated[bool, typer.Option("--imported", help="和 --fix 一起用：导入的记录也改")] = False,
    profile: Annotated[str, typer.Option("--profile", metavar="名字", help="按哪一类文字检查：公文、宣传、导入")] = "",
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="文件", help="检查基线（.json）：没有就写一份；有就只说基线以后新出现的"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="文件", help="检查 Word 文稿时，另存一份带批注的；和 --fix 一起用，能改的写成修订"
        ),
    ] = None,
    force: Force = False,
    jobs: Jobs = 0,
    quiet: Quiet = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="同一类的每一处都列出来")] = False,
    as_json: Json = False,
) -> int:
    """Load and check every record at *paths*, with *fix* mend what is safe first; gives the exit code."""
    from docgen.building.pool import shared
    from docgen.checks import baseline as baselines
    from docgen.checks import checking, fixing
    from docgen.records.kinds import yaml_in

    started = time.monotonic()
    if format_name not in FORMATS:
        raise ConfigError([problem(None, "U001", f"没有“{format_name}”这种格式", "可以写：" + "、".join(FORMATS))])
    for name, given in (("--dry-run", dry_run), ("--imported", imported)):
        if given and not fix:
            raise ConfigError([problem(None, "U001", f"“{name}”要和“--fix”一起用", f"docgen check 记录 --fix {name}")])
    choice = _choice(select, ignore, profile)
    if force and out is None:
        raise ConfigError(
            [
                problem(
                    None,
                    "U001",
                    "“--force”要和“-o”一起用",
                    "检查记录不写文件；docgen check 稿子.docx -o 审阅.docx --force",
                )
            ]
        )
    papers = [path for path in paths if path.suffix.lower() in PAPERS and not path.is_dir()]
    if papers:
        from docgen.cli.vet import vet

        if len(papers) < len(paths):
            raise ConfigError([problem(None, "U001", "记录和文稿请分开检查", "docgen check 稿子.docx")])
        return vet(
            papers, choice, out, fix=fix, force=force, strict=strict, verbose=verbose, quiet=quiet,
            as_json=as_json or format_name == "json",
        )  # fmt: skip
    if out is not None:
        raise ConfigError([problem(None, "U001", "“-o”只用在 Word 文稿上", "docgen check 稿子.docx -o 审阅.docx")])
    walked = [yaml_in(path) if path.is_dir() else ([path], []) for path in paths]
    records = list(dict.fromkeys(item for found, _ in walked for item in found))
    others = {item for _, found in walked for item in found}.difference(records)
    if not records:
        raise ConfigError([problem(None, "U001", "没有找到案件记录", "写记录文件的名字，或者有 .yaml 文件的文件夹")])
    checker = checking.Checker(choice)
    if dry_run:
        return _proposed(checker, records, imported=imported, quiet=quiet)
    mended = checking.mend(checker, records, imported=imported) if fix else {}
    found = list(shared(checking.check_some, records, jobs, choice))
    checked = list(checking.together(found, choice))
    of_kits = [item for each, record in found for item in _of_kit(each.path, record) if choice.takes(item.code)]
    problems = sort_problems([*(item for each in checked for item in each.problems), *of_kits])
    known = -1
    if baseline is not None and baseline.exists():
        every, problems = len(problems), baselines.fresh(baseline, problems)
        known = every - len(problems)
    elif baseline is not None:
        kept = baselines.write(baseline, problems)
        problems = baselines.fresh(baseline, problems)
        if not quiet:
            console.say(f"已写基线 {baseline}：{kept} 处，以后只说新出现的")
    code = console.exit_code(problems, strict=strict)
    if as_json or format_name == "json":
        console.print_json(problems)
        return code
    if format_name == "github":
        for item in console.without_secrets(problems):
            console.result(_annotation(item))
    else:
        console.show(problems, gaps_one_by_one=True, fold=0 if verbose else FOLD)
    if quiet:
        return code
    parts = [f"{len(records)} 份记录", console.counted(problems) or "没有问题"]
    parts += [f"另有 {known} 处在基线里"] if known >= 0 else []
    parts += [f"改正 {sum(mended.values())} 处"] if fix else []
    fixable = (
        0
        if fix or baseline is not None
        else sum(len(each.edits) for each in checked if each.edits and not fixing.is_imported(each.path))
    )
    parts += [f"其中 {fixable} 处可以用 --fix 改正"] if fixable else []
    silenced = sum(each.silenced for each in checked)
    parts += [f"另有 {silenced} 处已在记录里关闭"] if silenced else []
    parts += [f"略过 {len(others)} 个不是记录的文件"] if others else []
    console.say("，".join([*parts, f"{time.monotonic() - started:.1f} 秒"]))
    return code


def _of_kit(path: Path, record: Record | None) -> list[Problem]:
    """What is wrong with the 材料 of the conference *record*: which papers a kit has only building knows."""
    from docgen.records.conference import Conference

    if not isinstance(record, Conference):
        return []
    from docgen.building.kit.materials import typed_wrongly

    return typed_wrongly(record, path)


def _choice(select: str, ignore: str, profile: str) -> Choice:
    """The rules that the options choose. Raises ConfigError for a code or a profile that there is not."""
    from docgen.checks import Choice
    from docgen.checks.baseline import PROFILES

    if not profile:
        return Choice(_codes(select), _codes(ignore))
    if profile not in PROFILES:
        raise ConfigError([problem(None, "U001", f"没有“{profile}”这一类", "可以写：" + "、".join(PROFILES))])
    found = PROFILES[profile]
    return Choice(_codes(select), (*_codes(ignore), *found.ignore), found.reminders)


def _proposed(checker: Checker, records: list[Path], *, imported: bool, quiet: bool) -> int:
    """Print what ``--fix`` would do as a unified diff; gives the exit code, which is 0."""
    from docgen.checks import checking

    changed = 0
    for path in records:
        lines = checking.proposal(checker, path, imported=imported)
        changed += bool(lines)
        for line in lines:
            console.result(line)
    if not quiet:
        console.say(f"{len(records)} 份记录，--fix 会改 {changed} 份；没有写文件")
    return 0


def _codes(typed: str) -> tuple[str, ...]:
    """The codes of ``--select`` and ``--ignore``. Raises ConfigError for one that begins no code at all."""
    from docgen import checks

    codes = tuple(
        code.strip().upper() for code in typed.replace("，", ",").replace("、", ",").split(",") if code.strip()
    )
    every = [*CODES, *checks.known()]
    for code in codes:
        if not any(each.startswith(code) for each in every):
            raise ConfigError([problem(None, "U001", f"没有“{code}”这个代码", "用 docgen explain 看全部代码")])
    return codes


def _annotation(item: Problem) -> str:
    """A line that GitHub shows beside the line of the file."""
    text = "。".join(part for part in (item.message, item.hint) if part)
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(char, code)
    place = (
        f"file={item.span.file},line={item.span.line},col={item.span.column}," if item.span and item.span.file else ""
    )
    return f"::{_GITHUB[item.level]} {place}title={item.code}::{text}"


def explain(
    codes: Annotated[list[str] | None, typer.Argument(metavar="代码", help="一个或者几个代码；不写，列出全部")] = None,
    as_json: Json = False,
) -> int:
    """What each of *codes* means; without codes the list of all of them."""
    from docgen import checks
    from docgen.checks import pages

    rules = checks.known()
    if as_json:
        wanted = [code.upper() for code in codes or ()] or [*CODES, *rules]
        console.print_data({"codes": [_row(code) for code in map(_existing, wanted)]})
        return 0
    if not codes:
        for letter in dict.fromkeys(code[0] for code in (*CODES, *rules)):
            if letter in LETTERS:
                console.result(f"{letter}　{LETTERS[letter]}（检查规则）")
            for code in (code for code in (*CODES, *rules) if code[0] == letter):
                row = _row(code)
                console.result(f"{code} {row['levelName']} {row['title']}")
        return 0
    for number, code in enumerate(_existing(code.upper()) for code in codes):
        if number:
            console.result("")
        if code in rules:
            console.result(pages.page(rules[code]))
        else:
            known = CODES[code]
            console.result(f"{code} {known.title}\n级别：{LEVEL_NAMES[known.level]}\n{_why(code)}")
    return 0


def _existing(code: str) -> str:
    from docgen import checks

    known = [*CODES, *checks.known()]
    if code in known:
        return code
    like = nearest(code, known)
    raise ConfigError(
        [problem(None, "U001", f"没有“{code}”这个代码", f"是不是 {like}？" if like else "用 docgen explain 看全部代码")]
    )


def _row(code: str) -> dict[str, str]:
    from docgen import checks

    rule = checks.known().get(code)
    level = rule.level if rule else CODES[code].level
    row = {
        "code": code,
        "level": level,
        "levelName": LEVEL_NAMES[level],
        "title": rule.title if rule else CODES[code].title,
    }
    return {**row, "source": rule.source, "on": rule.on, "text": rule.doc} if rule else row


_WHY = {
    "Y": "读文件时发现的：出现的地方和改法见消息本身。提醒都已照原意读取，docgen check --fix 可以改正其中一部分。",
    "R": "核对记录时发现的：出现的地方和改法见消息本身。",
    "V": "文书读取了不该看到的内容：以后阶段的事，或者不公开的内容。不能关闭。",
    "M": "对外的文件里有不该公开的内容，或者隐名有问题。不能关闭。",
    "I": "从别的文件读成记录时发现的。",
    "B": "成批生成时发生的。",
    "F": "登记的数字、人物在几处不一致：出现的地方和改法见消息本身。",
    "G": "记录里还缺内容。草稿印成【待补】，定稿不生成。",
    "T": "模板有误。用 docgen templates check 检查。",
    "C": "docgen.yaml、house.yaml 或者记录里的设置有误。",
    "N": "版式数据有误。",
    "W": "写文件时发生的。",
    "S": "快照和现在的内容不同：确认改动是对的，就用 docgen snapshot --update 接受。",
    "E": "这台电脑缺少组件。用 docgen doctor 查看。",
    "U": "命令写法有误。用 docgen --help 查看。",
}


_WHY_OF = {
    "F003": (
        "记录里手写的数，和“数据”里登记的比：同一小句里有这个数的名字（或者“词”），或者名字里的字大半都在，单位相同或者相近（件、份、封；家、户、处；人、名、位），"
        "数却不一样；或者紧挨着名字，数一样，单位却是别的（8家写成8件），只提醒。查全部文字：查明、认定、建议、履职情况、其他文书、典型案例、发布稿、议程里的话、答记者问。两处都指出来。"
        "案件里只提醒（可能说的是一部分）；发布会和发布稿里，名字和单位都对得上、别处也没有登记这个数的，是错误。\n"
        "不查的：汉字写的数（三十七家）；没有单位的数；日期、年龄、期限、条款、文号；数前面有“另外”“其余”“每”“各”的；"
        "名字和数不在同一小句里的；名字只有一个字、又没有写“词”的；图片里的字。"
    ),
    "F008": (
        "同一份对外材料里，登记了“对外”约数的数，又印出了准数：手写的，或者另外登记了一个没有“对外”的。准数小于10的，同一小句里要有这个数的名字才算。\n"
        "不查的：汉字写的数；分别印在两份材料里的；内部文书。"
    ),
    "F006": (
        "人物、主办单位的先后，和发布会记录里的比：登记的次序、议程和座次，正文一句里并列写出的姓名（甲、乙、丙出席会议），都比。\n"
        "不查的：不在同一句里的姓名的先后；写明自左至右、按姓氏笔画、排名不分先后的；“甲与乙”“甲联合乙”里两个单位的先后；没有登记在“人物”“主办”里的人和单位。"
    ),
}
"""What is looked at and what is not, for the codes of which a reader may think more than they do."""


def _why(code: str) -> str:
    return _WHY_OF.get(code) or _WHY.get(code[0], "出现的地方和改法见消息本身。")
