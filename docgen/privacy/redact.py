"""Messages without secrets: what a person typed as a name or a number is never shown back on a screen or in a log.

Works on the nodes of the record file and not on the record, so that it also holds where a
field is at fault; where the YAML is, its lines are read as well. A hidden character leaves a
sign of the same width, so that carets stay under their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.privacy import detect
from docgen.privacy.spelling import Spellings, folded, is_number, located, needle_of, parts, persons_in, with_digits

_ANYWHERE = "姓名|身份证|住址|监护人|学校|又名|隐私信息|承办检察官|主持人|记录人|full_name|identity_number|address|guardian|school|prosecutor"
_OF_PARTY = f"{_ANYWHERE}|全称|电话|phone"
_PEOPLE = "听证员|人民监督员|hearers|supervisors"
_TOP = re.compile(r"^[\"']?([^\s\"':：#-][^\"':：]*)[\"']?\s*[:：]")
_NAMING = re.compile(
    r"(?:案例|案件|发布会|case_files|case_file|conference)[\"']?\s*[:：]\s*(\[[^\]\n]*\]?|[^,，{}\n]*)"
)
_LISTED = re.compile(r"^\s*(?:-\s+)?([^:：{}|]+)$")
_FILE = re.compile(r"(?![/\\~]|[A-Za-z]:)[^:：|，。；“”（）《》]+\.ya?ml")
_LIST = re.compile(r"^\s*-\s*(.+)$")


def values_in(source: str) -> tuple[str, ...]:
    """The names and particulars that the record *source* holds in its fields, longest first."""
    # The reader of YAML is loaded only where there is a record to be read.
    from docgen.privacy.confidential import in_nodes

    values, whole = in_nodes(source)
    found = dict.fromkeys(values)
    if not whole:
        found |= dict.fromkeys(_in_lines(source))
    return tuple(sorted((value for value in found if len(folded(value)) > 1), key=lambda value: (-len(value), value)))


# — by the lines —


def _in_lines(source: str) -> tuple[str, ...]:
    """What ``values_in`` finds where the YAML itself cannot be read."""
    found: dict[str, None] = {}
    section = ""
    below: re.Match[str] | None = None
    for line in source.splitlines():
        if top := _TOP.match(line):
            section = top[1].strip()
        keys = _OF_PARTY if section in ("当事人", "parties") else _ANYWHERE
        for match in re.finditer(
            rf"(?<![\w\u4e00-\u9fff])[\"']?({keys})[\"']?\s*[:：]\s*(\[[^\]\n]*\]?|[^,，{{}}｛｝\n]*)", line
        ):
            found |= dict.fromkeys(parts(match[2]))
        if section in ("当事人", "parties") and (short := re.match(r"^\s+[^\s:：{}]+\s*[:：]\s*([^{}\[\]]+)$", line)):
            found |= dict.fromkeys(parts(short[1].partition("|")[0]))
        if opened := re.match(rf"^(\s*)(?:-\s*)?({_OF_PARTY}|{_PEOPLE})\s*[:：]\s*[|>\[]?\s*$", line):
            below = opened
        elif below is not None and (item := _LIST.match(line)) and len(line) - len(line.lstrip()) >= len(below[1]):
            found |= dict.fromkeys(parts(item[1]))
        elif line.strip() and below is not None and not line.startswith(below[1] + " "):
            below = None
        for match in re.finditer(rf"(?:{_PEOPLE})\s*[:：]\s*\[([^\]\n]*)", line):
            found |= dict.fromkeys(name for part in match[1].split(",") for name in persons_in(part))
    return tuple(found)


def files_in(source: str) -> tuple[str, ...]:
    """The records that the record *source* names, as typed: a conference and a release quote what their cases hide.

    Nothing that stands in running text, and no place of this machine.
    """
    found: dict[str, None] = {}
    for line in source.splitlines():
        if ".y" not in line or line.lstrip().startswith("#"):
            continue
        listed = _LISTED.match(line)
        for text in (*_NAMING.findall(line), *([listed[1]] if listed else ())):
            pieces = (piece.strip().strip("\"'") for piece in re.split(r"[\[\],，]|\s#", text))
            found |= dict.fromkeys(piece.replace("\\", "/") for piece in pieces if _FILE.fullmatch(piece))
    return tuple(found)


def hidden(text: str, values: Iterable[str]) -> str:
    """*text* with every one of *values*, in any spelling, and whatever looks like a particular, as ××× or ***."""
    spots: list[tuple[int, int]] = [(one.start, one.stop) for one in detect.find(text)]
    spelled = Spellings(text)
    for value in values:
        needle, number = needle_of(value, number=is_number(with_digits(folded(value))) or None)
        if needle and needle in spelled.fitting(needle, number=number):
            spots += located(text, needle, number=number)
    if not spots:
        return text
    characters = list(text)
    for start, stop in spots:
        for at in range(start, stop):
            if not characters[at].isspace():
                characters[at] = "*" if characters[at].isascii() else "×"
    return "".join(characters)
