"""``docgen init`` and ``docgen new case|conference|release|template``."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Out, Yes, listed
from docgen.core.errors import ConfigError, WriteError, nearest, problem
from docgen.core.source import Span, shown


def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="在哪里建立，缺省是当前文件夹")] = Path(),
    samples: Annotated[
        bool, typer.Option("--samples", help="连同示例：写全了的案件和发布会，放在 示例/ 文件夹")
    ] = False,
    machine: Annotated[
        str, typer.Option("--ci", metavar="平台", help="加上自动检查的文件：github、gitlab、gitee，几个之间用逗号")
    ] = "",
) -> int:
    """Make a project in *folder*, whose sample renders, checks and agrees with its snapshots at once."""
    from docgen.checks.statutes import national
    from docgen.core.files import deliver
    from docgen.intake import starter
    from docgen.papers import make
    from docgen.review import snapshot

    kinds = make.workspace(Path()).catalog.kinds.values()
    own = {kind.name: dict(kind.own) for kind in kinds if kind.own}
    files = starter.project(own, national("宪法", "法律"))
    files |= _samples() if samples else {}
    for name in listed(machine):
        files |= _machine(name)
    there = [name for name in files if (folder / name).exists()]
    if there:
        place = Span(str(shown(folder / there[0])))
        raise WriteError([problem(place, "W002", "这里已经有文件，没有建立项目", "换一个空的文件夹")])
    for name, text in files.items():
        deliver(folder / name, text.encode())
    compared = snapshot.compare(folder, update=True)
    for name in files:
        console.result(str(shown(folder / name)))
    console.show(compared.problems)
    console.say(f"snapshots/ 里是 {len(compared.written)} 份快照：现在印出来的文字，以后变了，docgen snapshot 会说出来")
    where = "" if folder.resolve() == Path.cwd() else f"cd {shown(folder)}；"
    console.say(f"项目建好了。试一试：{where}docgen render 案件/示例.yaml --as 检察建议书")
    return console.exit_code(compared.problems)


def _samples() -> dict[str, str]:
    """The records that came with docgen, in a folder of the project."""
    from docgen.review import manual

    found = sorted((manual.SAMPLES / "示例").glob("*.yaml"))
    return {
        f"示例/{path.name}": re.sub(r"\A# yaml-language.*\n", "", path.read_text(encoding="utf-8")) for path in found
    }


def _machine(name: str) -> dict[str, str]:
    """The files by which the *name*d site runs the checks of a project. Raises ConfigError for an unknown one."""
    from docgen.intake import starter

    if name not in starter.FILES:
        like = nearest(name, starter.FILES)
        hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(starter.FILES)
        raise ConfigError([problem(None, "U001", f"--ci 没有“{name}”", hint)])
    return starter.FILES[name]()


def case(
    kinds: Annotated[str, typer.Option("--as", metavar="文种", help="要做哪些文书，几种之间用逗号")] = "",
    office: Annotated[str, typer.Option("--office", metavar="检察院", help="检察院全称")] = "",
    matter: Annotated[str, typer.Option("--matter", metavar="事由", help="只写“督促”后面的话")] = "",
    agency: Annotated[
        list[str] | None, typer.Option("--agency", metavar="机关", help="行政机关全称；有几个就写几次")
    ] = None,
    start: Annotated[
        Path | None, typer.Option("--from", metavar="文件", help="从台账（.xlsx）的一行或者一份旧文书（.docx）开始")
    ] = None,
    out: Out = "",
    yes: Yes = False,
) -> int:
    """Write a case record with every key that the chosen documents need, each with what belongs there."""
    from docgen.intake import starter
    from docgen.papers import asked, make
    from docgen.records import case_checks

    if start is not None:
        return _from_file(start, kinds, matter, out)
    ask = _asker(yes=yes)
    answers = {
        "检察院": office or ask("检察院全称", "云江省青川市临河区人民检察院"),
        "事由": matter or ask("事由（只写“督促”后面的话）", "整治某个问题"),
    }
    if fault := case_checks.office_fault(answers["检察院"]):
        raise ConfigError([problem(None, "U001", fault, "写公章上的全称，如“云江省青川市临河区人民检察院”")])
    bare = case_checks.bare_matter(answers["事由"], answers["检察院"])
    if bare != answers["事由"]:
        message = f"事由只写“督促”后面的话，“{answers['事由']}”带了程序自己加的字"
        raise ConfigError([problem(None, "U001", message, f"写成“{bare}”" if bare else "例如“规范母婴室建设”")])
    agencies = agency or listed(ask("写给哪些行政机关（全称，用逗号隔开，没有定就直接回车）", ""))
    space = make.workspace(Path())
    wanted = listed(kinds or ask("要做哪些文书（用逗号隔开）", "检察建议书,典型案例"))
    chosen = [space.catalog.kind(name) for name in wanted]
    text = starter.case(asked.asked(chosen, space.engine), answers, list(agencies))
    path = place("case", out or f"{starter.file_name(answers['事由'])}.yaml")
    _refused("case", text, path)
    return record("case", str(path), text)


def _from_file(start: Path, kinds: str, matter: str, out: str) -> int:
    """A new case record from the row of a ledger (of several the one with *matter*), or from a published case."""
    from docgen.cli.adding import completed
    from docgen.core.errors import RecordError, has_errors
    from docgen.intake import run as intake
    from docgen.intake import starter
    from docgen.records.models import Case
    from docgen.records.yaml.emit import dump

    found = intake.run(start, str(shown(start)))
    if found.found is None or has_errors(found.problems):
        raise RecordError(found.problems)
    drafts = [one for one in (*found.found.rows, *found.found.drafts[:1]) if one.type == "case"]
    fitting = [one for one in drafts if not matter or matter in str(one.values.get("事由", ""))]
    if len(fitting) != 1:
        listing = "、".join(str(one.values.get("事由", "")) for one in (fitting or drafts)[:8])
        message = f"{shown(start)} 里有 {len(fitting)} 个案件合得上" if drafts else f"{shown(start)} 里没有认出案件"
        hint = f"用 --matter 写明事由：{listing}" if drafts else "台账的表头要有“案名”或者“事由”"
        raise ConfigError([problem(None, "U001", message, hint)])
    values = fitting[0].values
    path = place("case", out or f"{starter.file_name(str(values.get('事由') or ''))}.yaml")
    # What is missing is told by check at its line; the beginning is the ledger's, whatever it lacks.
    text = completed(dump(values, Case), path, kinds or "检察建议书,典型案例").text
    code = record("case", str(path), text)
    for note in [*found.source.notes, *found.found.notes]:
        console.say(f"请看　{note}")
    return code


def _refused(word: str, text: str, path: Path) -> None:
    """Raises ConfigError where ``check`` would find an error in the new record *text*: what was answered is at fault."""
    from docgen.papers import make
    from docgen.records.loader import load_text

    space = make.workspace(Path())
    faults = [item for item in load_text(text, path, space.project).problems if item.level == "error"]
    if faults:
        raise ConfigError([problem(None, "U001", item.message, item.hint) for item in faults])


def conference(
    name: Annotated[str, typer.Option("--name", metavar="名称", help="案例集名称")] = "",
    out: Out = "",
    yes: Yes = False,
) -> int:
    """Write a conference record over the cases of the project."""
    from docgen.intake import starter
    from docgen.papers import make
    from docgen.records.kinds import records_in
    from docgen.records.loader import load

    name = name or _asker(yes=yes)("案例集名称", "某某领域检察公益诉讼典型案例")
    path = place("conference", out or f"{starter.file_name(name)}.yaml")
    found = make.workspace(Path()).project
    cases = [item for item in records_in(found.root) if load(shown(item), found).case is not None]
    if not cases:
        hint = "先写案件记录，或者用 docgen import 导入"
        raise ConfigError([problem(None, "U001", "项目里还没有案件记录，发布会没有案例可以列", hint)])
    names = [_relative(item, path.parent) for item in cases]
    return record("conference", str(path), starter.conference({"案例集名称": name}, names))


def release(
    genre: Annotated[str, typer.Option("--genre", metavar="体裁", help="消息、工作通报、综述、通讯")] = "",
    title: Annotated[str, typer.Option("--title", metavar="标题", help="标题")] = "",
    out: Out = "",
    yes: Yes = False,
) -> int:
    """Write a release record."""
    from docgen.intake import starter

    ask = _asker(yes=yes)
    answers = {
        "体裁": genre or ask("体裁（消息、工作通报、综述、通讯）", "消息"),
        "标题": title or ask("标题", "某某检察院召开新闻发布会"),
    }
    return record("release", out or f"{starter.file_name(answers['标题'])}.yaml", starter.release(answers))


def template(
    name: Annotated[str, typer.Option("--name", metavar="名称", help="文种的中文名")] = "",
    word: Annotated[str, typer.Option("--kind", metavar="英文名", help="文种的英文名")] = "",
    public: Annotated[bool, typer.Option("--public", help="对外文书；缺省是内部文书")] = False,
    out: Out = "",
    yes: Yes = False,
) -> int:
    """Write a template of a new kind into the project's templates/."""
    from docgen.intake import starter
    from docgen.papers import make

    ask = _asker(yes=yes)
    name = name or ask("文种的中文名", "情况说明")
    word = word or ask("文种的英文名（命令行里用）", "memo")
    space = make.workspace(Path())
    known = [kind.name for kind in space.catalog.kinds.values() if word in (kind.id, kind.name) or name == kind.name]
    if known:
        hint = f"换一个名字；要改内置的，用 docgen templates eject {known[0]}"
        raise ConfigError([problem(None, "U001", f"已经有“{known[0]}”这个文种", hint)])
    path = Path(out) if out else space.project.templates / f"{word}.j2"
    _fresh(path, starter.template(name, word, "public" if public else "instrument", "宣传" if public else "结案"))
    console.result(str(shown(path)))
    return 0


def place(word: str, name: str) -> Path:
    """Where a new record goes: as typed, or into the folder of its type where the project has one."""
    from docgen.intake import starter
    from docgen.papers import make

    path = Path(name)
    folder = make.workspace(Path()).project.root / starter.FOLDERS[word]
    kept = folder.is_dir() or (folder.parent / starter.SCHEMAS[word]).is_file()
    return folder / path if len(path.parts) == 1 and kept else path


def record(word: str, name: str, text: str) -> int:
    from docgen.intake import starter
    from docgen.papers import make

    path = place(word, name)
    root = make.workspace(Path()).project.root
    try:
        depth = len(path.resolve().relative_to(root.resolve()).parts) - 1
    except ValueError:
        depth = 0
    head = starter.comment(word, depth) if (root / starter.SCHEMAS[word]).is_file() else ""
    _fresh(path, head + text)
    console.result(str(shown(path)))
    return 0


def _fresh(path: Path, text: str) -> None:
    from docgen.core.files import deliver

    if path.exists():
        raise WriteError([problem(Span(str(shown(path))), "W002", "已有同名的文件，没有覆盖", "用 -o 换一个文件名")])
    deliver(path, text.encode())


def _relative(path: Path, folder: Path) -> str:
    import os

    return Path(os.path.relpath(path, folder)).as_posix()


def _asker(*, yes: bool) -> Callable[[str, str], str]:
    """A function that asks a question and knows a usual answer; without a person there the usual one is taken."""

    def ask(question: str, usual: str) -> str:
        if yes or not sys.stdin.isatty():
            return usual
        console.ask(f"{question}［{usual}］：")
        return sys.stdin.readline().strip() or usual

    return ask
