"""Records made from the five published texts, to prove that the shapes of the records are enough.

The texts are no part of the project: ``DOCGEN_CORPUS`` names the folder that holds them.
Here it is only decided which paragraph goes under which key; what each key prints is the
business of the models and templates.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

FOLDER = Path(os.environ.get("DOCGEN_CORPUS", ""))
HAVE = bool(os.environ.get("DOCGEN_CORPUS")) and FOLDER.is_dir()

_ENDS = "。！？”…—）;；"
_CUT = 31
"""A paragraph of so many characters that ends without a mark was cut by a column of the newspaper.

Three more cuts (two in short paragraphs, one behind a semicolon) are left as they stand: it
changes nothing for the proof.
"""


def paragraphs(number: str) -> list[str]:
    """The paragraphs of the text whose file begins with *number*, blanks round them taken off."""
    (path,) = FOLDER.glob(f"{number}-*.txt")
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def rejoined(lines: list[str]) -> tuple[list[str], int]:
    """*lines* with the paragraphs put together that columns cut, and how many there were."""
    found: list[str] = []
    count = 0
    open_ = False
    for line in lines:
        if open_:
            found[-1] += line
            count += 1
        else:
            found.append(line)
        open_ = len(found[-1]) >= _CUT and found[-1][-1] not in _ENDS
    return found, count


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def block(key: str, lines: list[str], indent: str = "") -> str:
    if not lines:
        return ""
    return f"{indent}{key}: |\n" + "".join(f"{indent}  {line}\n" for line in lines)


def one(key: str, text: str, indent: str = "") -> str:
    return f"{indent}{key}: {quoted(text)}\n" if text else ""


def points(lines: list[str], indent: str = "    ") -> str:
    items = [re.sub(r"^[一二三四五六七八九十]是", "", line) for line in lines]
    return f"{indent}分点:\n" + "".join(f"{indent}  - {quoted(item)}\n" for item in items)


def passage(*parts: str) -> str:
    """A block of 正文; the parts are indented by four."""
    text = "".join(parts)
    return "  - " + text[4:] if text else ""


# — 000: a collection —


def collection(folder: Path) -> tuple[Path, list[str]]:
    """The conference record of the collection and its five case records, written to *folder*."""
    lines = paragraphs("000")
    starts = [index for index, line in enumerate(lines) if re.match(r"案例\d：", line)]
    files = []
    for count, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), 1):
        title = re.sub(r"^案例\d：\s*", "", lines[start])
        office = re.fullmatch(r"(.+人民检察院)督促(.+)行政公益诉讼案", title)
        assert office
        sections: dict[str, list[str]] = {}
        for line in lines[start + 1 : end]:
            if line.startswith("【"):
                sections[line.strip("【】")] = []
            else:
                sections[list(sections)[-1]].append(line)
        text = one("检察院", office[1]) + one("事由", office[2])
        text += "".join(block(name, body) for name, body in sections.items())
        path = folder / f"案{count}.yaml"
        path.write_text(text, encoding="utf-8")
        files.append(path.name)
    text = one("案例集名称", lines[0]) + f"案例: [{', '.join(files)}]\n" + block("前言", [lines[1]])
    record = folder / "发布会.yaml"
    record.write_text(text + "体例: {案例标题: 案例1：, 小节: 【】, 目录: 否, 清单: 是}\n", encoding="utf-8")
    # One of the five headings has a blank behind its colon; docgen sets all five alike.
    return record, [re.sub(r"^(案例\d：)\s+", r"\1", line) for line in lines]


# — 001: a report of a joint conference —


def report(folder: Path) -> tuple[Path, list[str]]:
    lines = paragraphs("001")
    heads = [index for index, line in enumerate(lines) if re.match(r"顺义区(?:检察院|妇联)党组书记", line)]
    text = one("体裁", "消息") + one("页眉", lines[0]) + one("标题", lines[1]) + one("来源", lines[2])
    text += block("导语", [lines[3]])
    persons, body = "人物:\n", "正文:\n"
    end = heads[1]
    tail = next(
        index for index in range(heads[1] + 1, len(lines)) if not re.match(r"通报|[一二三四五六]是", lines[index])
    )
    for start, stop in ((heads[0], end), (heads[1], tail)):
        found = re.fullmatch(r"(.+(?:检察长|主席))(\w{3})通报(.+)", lines[start])
        assert found
        persons += f"  - {{姓名: {found[2]}, 职务: {quoted(found[1])}}}\n"
        body += passage(
            one("通报人", found[2], "    "),
            one("事项", found[3], "    "),
            block("引言", [lines[start + 1]], "    "),
            points(lines[start + 2 : stop]),
        )
    body += passage(one("标题", lines[tail], "    "))
    text += persons + body + block("结尾", lines[tail + 1 : -1]) + block("文末", lines[-1:])
    record = folder / "001.yaml"
    record.write_text(text, encoding="utf-8")
    return record, lines


# — 002: a survey —


def survey(folder: Path) -> tuple[Path, list[str]]:
    lines = paragraphs("002")
    text = one("体裁", "综述") + one("署名", lines[0]) + block("导语", [lines[1]]) + "正文:\n"
    starts = [index for index, line in enumerate(lines) if line.startswith("聚焦")]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        text += passage(
            one("标题", lines[start], "    "),
            one("标题次行", lines[start + 1], "    "),
            block("引言", [lines[start + 2]], "    "),
            points(lines[start + 3 : stop]),
        )
    record = folder / "002.yaml"
    record.write_text(text, encoding="utf-8")
    return record, lines


# — 003: six stories —


def stories(folder: Path) -> tuple[Path, list[str]]:
    lines, cut = rejoined(paragraphs("003"))
    assert cut == 8
    captions = [
        index for index, line in enumerate(lines) if re.match(r"▲?202\d年\d+月(?:\d+日)?，", line) and len(line) < 50
    ]
    captions += [index for index, line in enumerate(lines) if line.startswith("3月7日，")]
    units = [index for index, line in enumerate(lines) if re.fullmatch(r"【.+】", line)]
    tail = next(index for index, line in enumerate(lines) if line.startswith("文稿统筹"))
    text = one("体裁", "通讯") + one("引题", lines[0]) + one("标题", lines[1]) + block("导语", lines[2 : units[0] - 1])
    text += "正文:\n"
    for unit, after in zip(units, [*(later - 1 for later in units[1:]), tail], strict=True):
        body = [index for index in range(unit + 1, after) if index not in captions]
        text += passage(
            one("标题", lines[unit - 1], "    "),
            one("单位", lines[unit].strip("【】"), "    "),
            block("段落", [lines[index] for index in body], "    "),
        )
        for index in sorted(captions):
            if unit < index < after:
                text += passage("    图:\n", one("说明", lines[index], "      "))
    record = folder / "003.yaml"
    record.write_text(text + block("文末", lines[tail:]), encoding="utf-8")
    return record, lines


# — 004: a report of results —


def results(folder: Path) -> tuple[Path, list[str]]:
    """The text without the chrome of the site round it."""
    lines = paragraphs("004")
    first = next(index for index, line in enumerate(lines) if "——" in line)
    last = next(index for index, line in enumerate(lines) if line.startswith("发布会现场"))
    lines = lines[first : last + 1]
    title, subtitle = lines[0].split("——")
    text = one("体裁", "工作通报") + one("标题", title) + one("副标题", subtitle) + "标题合一: 是\n"
    text += one("来源", lines[1]) + "编号: {章: 一, 点: 一是}\n"
    heads = [index for index, line in enumerate(lines) if index > 1 and re.match(r"[一二三四](?!是)", line)]
    text += block("导语", lines[2 : heads[0]]) + "正文:\n"
    for start, stop in zip(heads, [*heads[1:], len(lines) - 1], strict=True):
        text += passage(one("标题", lines[start][1:], "    "), points(lines[start + 1 : stop]))
    record = folder / "004.yaml"
    record.write_text(text + block("结尾", lines[-1:]), encoding="utf-8")
    return record, lines
