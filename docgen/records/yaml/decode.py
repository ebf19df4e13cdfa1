"""From the bytes of a file to text that everything downstream may trust.

After ``decode`` a text has no control characters, no lone surrogates, no
noncharacters (the template engine frames values with them) and no BOM; it is in
NFC and its lines end in ``\\n``. Whatever was done to get there is said.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby

from docgen.core.errors import Problem, problem
from docgen.core.source import Span

__all__ = ["LIMIT", "SOFT", "clean", "decode", "is_forbidden", "to_text"]

LIMIT = 20 * 1024 * 1024
"""A record of more bytes than this is not a record."""

SOFT = "\v"
"""Stands, inside reading, for every break that editors do not count as a line: line numbers stay true."""

_SOFT = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_KEPT_BY_NFC = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
"""Compatibility ideographs: NFC would change the shape of a character in somebody's name."""

_FOREIGN = (
    (b"PK\x03\x04", "Word、Excel 文件或者压缩包"),
    (b"%PDF", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或者 Excel 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_SAVE_AS = "用记事本、WPS 或者 VS Code 打开，另存为 UTF-8 编码"
_SHOWN = 20


def decode(data: bytes, file: str, *, soft: str = "\n") -> tuple[str, list[Problem]]:
    """The text of *data* and what had to be said about it; ``""`` where it cannot be read.

    *soft* is what a break made by Word (VT, FF, U+2028 …) becomes. With ``soft=SOFT``
    the lines are those of the file as an editor counts them.
    """
    text, problems = to_text(data, file)
    text, more = clean(text, file)
    return text.replace(SOFT, soft), problems + more


def to_text(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """*data* as text by whichever encoding it is in, nothing else changed."""
    if len(data) > LIMIT:
        message = f"文件有 {len(data) / 1024 / 1024:.0f} MB，超过 {LIMIT // 1024 // 1024} MB，不像是一份记录"
        return "", [problem(Span(file), "Y005", message, "检查是不是选错了文件；图片只写文件名，不要放进记录")]
    for start, what in _FOREIGN:
        if data.startswith(start):
            message = f"这是{what}，不是 YAML 记录"
            return "", [problem(Span(file), "Y002", message, "记录要用纯文本写，文件名以 .yaml 结尾")]
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], codec, name, file)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _guessed(data, file, fault)
    if "\0" in text:
        for codec in ("utf-16-le", "utf-16-be"):
            wide = _strict(data, codec)
            if wide and _likelihood(wide) > 0.9:
                return wide, [_read_as("UTF-16（没有 BOM）", file)]
    return text, []


def _marked(data: bytes, codec: str, name: str, file: str) -> tuple[str, list[Problem]]:
    text = _strict(data, codec)
    if text is None:
        message = f"文件开头的标记说它是 {name} 编码，内容却不是"
        return "", [problem(Span(file), "Y002", message, _SAVE_AS)]
    if codec == "utf-8":
        # Notepad has written this mark for twenty years; it does no harm, so it is no reminder.
        hint = "不影响使用；想去掉就另存为“UTF-8”（不带 BOM）"
        return text, [problem(Span(file), "Y003", "文件开头有 UTF-8 的 BOM 标记，已略过", hint, level="hint")]
    return text, [_read_as(name, file)]


def _guessed(data: bytes, file: str, fault: UnicodeDecodeError) -> tuple[str, list[Problem]]:
    """A file without a mark that is not UTF-8: damaged UTF-8, another encoding, or nothing we know."""
    loose = data.decode("utf-8", "replace")
    bad = loose.count("\ufffd")
    if sum(char >= "\u0800" for char in loose) - bad > 2 * bad:
        before = data[: fault.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        place = Span(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = "文件是 UTF-8 编码，但这里有坏掉的字节，文字可能已经丢失"
        return "", [problem(place, "Y002", message, "用编辑器打开，改正这里的字（常显示为 �），再保存")]
    tried = ("gb18030", "utf-16-le", "utf-16-be")
    found = [(text, codec) for codec in tried if (text := _strict(data, codec)) is not None]
    best = max(found, key=lambda pair: _likelihood(pair[0]), default=None)
    if best is None or _likelihood(best[0]) < 0.6:
        return "", [problem(Span(file), "Y002", "认不出文件的编码", _SAVE_AS)]
    text, codec = best
    return text, [_read_as("GB18030（GBK）" if codec == "gb18030" else "UTF-16（没有 BOM）", file)]


def _read_as(name: str, file: str) -> Problem:
    return problem(Span(file), "Y003", f"文件是 {name} 编码，已照此读取", f"{_SAVE_AS}，以免别的软件读成乱码")


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


@cache
def _common() -> frozenset[str]:
    """The characters of ordinary Chinese text: the symbols and the first level of GB 2312."""
    rows = (0xA1, 0xA3, *range(0xB0, 0xD8))
    cells = b"".join(bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return frozenset(cells.decode("gb18030"))


def _likelihood(text: str) -> float:
    """How much *text* looks like Chinese text read by the right encoding, from 0 to 1."""
    sample = text[:20000]
    if _FORBIDDEN.search(sample):
        return 0.0
    wide = [char for char in sample if char > "\x7f"]
    common = _common()
    return sum(char in common for char in wide) / len(wide) if wide else 1.0


def clean(text: str, file: str) -> tuple[str, list[Problem]]:
    """*text* with the characters that would explode later refused, and breaks made by Word as ``SOFT``.

    Refused characters become U+FFFD, so that the rest can still be read and judged.
    Cleaning a clean text changes nothing and says nothing.
    """
    problems: list[Problem] = []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\ufeff" in text:
        text = _without_marks(text, file, problems)
    if found := list(_SOFT.finditer(text)):
        message = f"这里有 Word 的换行符或分页符{_times(len(found))}，已当作换行"
        problems.append(problem(_place(text, found[0].start(), file), "Y007", message, "删去它，按回车键另起一行"))
        text = _SOFT.sub(SOFT, text)
    if _FORBIDDEN.search(text):
        text = _refused(text, file, problems)
    if not unicodedata.is_normalized("NFC", text):
        text = "\n".join(map(_composed, text.split("\n")))
    return text, problems


def is_forbidden(char: str) -> bool:
    """Whether *char* may never stand in a record."""
    return _FORBIDDEN.match(char) is not None or char == "\ufeff"


def _times(count: int) -> str:
    return f"（共 {count} 处）" if count > 1 else ""


def _place(text: str, offset: int, file: str) -> Span:
    return Span(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _without_marks(text: str, file: str, problems: list[Problem]) -> str:
    inner = text[1:] if text[0] == "\ufeff" else text
    if count := inner.count("\ufeff"):
        place = _place(inner, inner.index("\ufeff"), file)
        message = f"文件中间有看不见的 BOM 标记（U+FEFF）{_times(count)}，已去掉；可能是几个文件拼在了一起"
        problems.append(problem(place, "Y003", message, "检查这里前后是不是同一份记录"))
    return inner.replace("\ufeff", "")


def _refused(text: str, file: str, problems: list[Problem]) -> str:
    found = list(_FORBIDDEN.finditer(text))
    line, start, at = 1, 0, 0
    for match in found[:_SHOWN]:
        line += text.count("\n", at, match.start())
        start = text.rfind("\n", 0, match.start()) + 1
        at = match.start()
        more = f"；全文共 {len(found)} 处，只列出前 {_SHOWN} 处" if len(found) > _SHOWN else ""
        message = f"这里有不能打印的字符 U+{ord(match[0]):04X}{more}"
        place = Span(file, line, at - start + 1)
        problems.append(problem(place, "Y006", message, "删去这个字符，再重新输入这里的文字"))
    return _FORBIDDEN.sub("\ufffd", text)


def _composed(line: str) -> str:
    """*line* in NFC, except for compatibility ideographs.

    A longer run of combining marks than any language has is left alone: ordering it takes quadratic time.
    """
    if unicodedata.is_normalized("NFC", line):
        return line
    runs = groupby(line, key=lambda char: unicodedata.combining(char) != 0)
    if any(is_mark and sum(1 for _ in run) > 30 for is_mark, run in runs):
        return line
    parts = _KEPT_BY_NFC.split(line)
    return "".join(part if index % 2 else unicodedata.normalize("NFC", part) for index, part in enumerate(parts))
