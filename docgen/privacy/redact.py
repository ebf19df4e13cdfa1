"""Messages without secrets: what a person typed as a name or a number is never shown back on a screen or in a log.

Works on the nodes of the record file and not on the record, so that it also holds where a
field is at fault; where the YAML is, its lines are read as well. A hidden character leaves a
sign of the same width, so that carets stay under their place.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePath

from docgen.core.errors import DocgenError, Problem
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
    from docgen.privacy.confidential import other_forms

    found: dict[str, None] = {}

    def take(key: str, typed: str) -> None:
        for text in (typed, *parts(typed)):
            # Nobody can tell whether this is a child's.
            found.update(dict.fromkeys((*parts(text), *other_forms(key, text, minor=True))))

    section = ""
    below: re.Match[str] | None = None
    for line in source.splitlines():
        if top := _TOP.match(line):
            section = top[1].strip()
        keys = _OF_PARTY if section in ("当事人", "parties") else _ANYWHERE
        for match in re.finditer(
            rf"(?<![\w\u4e00-\u9fff])[\"']?({keys})[\"']?\s*[:：]\s*(\[[^\]\n]*\]?|[^,，{{}}｛｝\n]*)", line
        ):
            take(match[1], match[2])
        if section in ("当事人", "parties") and (short := re.match(r"^\s+[^\s:：{}]+\s*[:：]\s*([^{}\[\]]+)$", line)):
            take("姓名", short[1].partition("|")[0])
        if opened := re.match(rf"^(\s*)(?:-\s*)?({_OF_PARTY}|{_PEOPLE})\s*[:：]\s*[|>\[]?\s*$", line):
            below = opened
        elif below is not None and (item := _LIST.match(line)) and len(line) - len(line.lstrip()) >= len(below[1]):
            take(below[2], item[1])
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


def hidden(text: str, values: Iterable[str], *, guessing: bool = True) -> str:
    """*text* with every one of *values*, in any spelling, and whatever looks like a particular, as ××× or ***.

    A quotation cut short by … may end or begin within a value: what is left of it is hidden too.
    Not *guessing*, for names of files, only *values* are.
    """
    return _with_marks(text, tuple(values), guessing)


@lru_cache(maxsize=4096)
def _with_marks(text: str, values: tuple[str, ...], guessing: bool) -> str:
    """Kept, because a folder of records says the same few hundred sentences thousands of times."""
    spots: list[tuple[int, int]] = [(one.start, one.stop) for one in detect.find(text)] if guessing else []
    spelled = Spellings(text)
    cut = guessing and "…" in text
    if cut:
        spots += [match.span() for match in _CUT.finditer(text)]
    for value in values:
        needle, number = _needle(value)
        if needle and needle in spelled.fitting(needle, number=number):
            spots += located(text, needle, number=number)
        if cut:
            spots += _pieces(text, value)
    if not spots:
        return text
    characters = list(text)
    for start, stop in spots:
        for at in range(start, stop):
            if not characters[at].isspace():
                characters[at] = "*" if characters[at].isascii() else "×"
    return "".join(characters)


@lru_cache(maxsize=8192)
def _needle(value: str) -> tuple[str, bool]:
    """What *value* is looked for by; 新桥村5组 is 新桥村五组 too."""
    plain = folded(value)
    return needle_of(
        value, number=is_number(with_digits(plain)) or (len(plain) > 2 and _DIGIT.search(plain) is not None)
    )


_DIGIT = re.compile(r"\d")
_CUT = re.compile(r"(?<![\d.])\d(?:[ \-]?\d){5,}(?=…)|(?<=…)\d(?:[ \-]?[\dXx]){5,}(?![\d.])")


def _pieces(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Where in *text* two or more characters of *value* stand at a cut: its beginning before …, its end after one."""
    for match in re.finditer("…+", text):
        for size in range(min(len(value) - 1, match.start()), 1, -1):
            if text[match.start() - size : match.start()] == value[:size]:
                yield match.start() - size, match.start()
                break
        for size in range(len(value) - 1, 1, -1):
            if text.startswith(value[-size:], match.end()):
                yield match.end(), match.end() + size
                break


# — what is told of files —

_MOST_NAMED = 1000
"""Records of one that are looked into for what its messages may not hold."""


def without_secrets(problems: Iterable[Problem]) -> list[Problem]:
    """*problems* without the names and particulars that stand in the files they are about, in the names of these files too."""
    problems = list(problems)
    files = {item.span.file for item in problems if item.span and item.span.file}
    values = longest_first(value for file in files for value in values_of(file))
    return [
        replace(
            item,
            span=item.span and replace(item.span, file=hidden(item.span.file, values, guessing=False)),
            message=hidden(item.message, values),
            hint=hidden(item.hint, values),
        )
        for item in problems
    ]


def hiding(files: Iterable[str], *more: str, guessing: bool = True) -> Callable[[str], str]:
    """What takes out of a text the names and particulars that the records *files* and the texts of records *more* hold.

    Every character keeps its place. Not *guessing*, for names of files, nothing else is taken out.
    """
    values = longest_first(
        (*(one for file in files for one in values_of(file)), *(one for text in more for one in _values_in(text)))
    )
    return lambda text: _hidden(text, values) if guessing else hidden(text, values, guessing=False)


def text_without_secrets(file: str) -> str:
    """The text of *file* as a message may show it, every character in its place."""
    return _hidden(_text(file), values_of(file))


def values_of(file: str) -> tuple[str, ...]:
    """The names and particulars in the record *file* and in those that it names; nothing for any other file."""
    texts = [_text(one) for one in _with_named(file)] if file.endswith((".yaml", ".yml")) else []
    return longest_first(value for text in texts for value in _values_in(text))


def longest_first(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values), key=lambda value: (-len(value), value)))


def _with_named(file: str) -> list[str]:
    """*file* and the records that it names, also by a pattern, and those that these name: a release, its conference, the cases."""
    found, last = [file], [file]
    for _ in range(2):
        folders = [(PurePath(one).parent, name) for one in last for name in files_in(_text(one))]
        named = [path for folder, name in folders for path in _meant(folder, name)]
        last = [path for path in dict.fromkeys(named) if path not in found][:_MOST_NAMED]
        found += last
    return found


def _meant(folder: PurePath, name: str) -> list[str]:
    if not re.search(r"[*?]", name):
        return [str(folder / name)]
    try:
        return [str(path) for path in sorted(Path(folder).glob(name))] if name.count("**") < 2 else []
    except (OSError, ValueError, NotImplementedError, IndexError, re.error):
        return []


@lru_cache(maxsize=256)
def _values_in(text: str) -> tuple[str, ...]:
    return values_in(text)


@lru_cache(maxsize=16)
def _hidden(text: str, values: tuple[str, ...]) -> str:
    return hidden(text, values)


def _text(file: str) -> str:
    """The text of *file*, ``""`` where it cannot be read."""
    try:
        state = Path(file).stat()
    except (OSError, ValueError):
        return ""
    return _decoded(file, state.st_mtime_ns, state.st_size) if stat.S_ISREG(state.st_mode) else ""


@lru_cache(maxsize=256)
def _decoded(file: str, *_: int) -> str:
    from docgen.records.yaml.decode import SOFT, decode

    try:
        return decode(Path(file).read_bytes(), file, soft=SOFT)[0]
    except (OSError, DocgenError):
        return ""
