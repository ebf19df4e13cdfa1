"""Plain text as people type it: where it ends, and whether YAML would take it as it is."""

from __future__ import annotations

import re

from docgen.records.yaml.fields import SPACES, Key
from docgen.records.yaml.lines import Line, Notes, Row

__all__ = ["QUOTED", "bare", "end_of_text", "put_key", "put_text", "reference_end", "shared", "unescapable"]

QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")

_HASH = re.compile(r"(?:(?<=[ \t])|^)#(?=([ \t]|$)?)")
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`="
_UNSAFE = re.compile(r":(?:[ \t]|$)|[ \t]#|[\t]|^(?:---|\.\.\.)")
_UNSAFE_IN_FLOW = re.compile(r"[\[\]{},:?#\t]")
_SHARED = re.compile(r"(?:[&*][A-Za-z0-9_-]+|!(?:[A-Za-z]|![A-Za-z]|<)[!-~]*)(?=[ \t]|$)|<<$")
_COLON_HINT = "键后面写英文冒号和一个空格"
_REFERENCE = re.compile(r"\{+[^{}\[\],:：]*\}+")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0abtnvfre \"/\\N_LP\t]|$)?")


def reference_end(text: str, start: int) -> int:
    """Where ``{名字}`` that begins at *start* ends; *start* itself where a mapping in braces begins there."""
    match = _REFERENCE.match(text, start)
    return match.end() if match else start


def shared(text: str) -> bool:
    """Whether *text* begins with a real anchor, alias or tag; these are refused later, not read as text."""
    return _SHARED.match(text) is not None


def end_of_text(row: Row, start: int, stop: int, notes: Notes, *, report: bool = True) -> tuple[int, int]:
    """(end of the text, beginning of the comment) of what stands in a row from *start* to *stop*.

    A ``#`` after a space and directly before a word is an error: YAML would drop the rest
    of the line, and nobody could tell whether it was meant as a comment.
    """
    comment = stop
    if row.text.find("#", start, stop) >= 0:
        for match in _HASH.finditer(row.text[start:stop]):
            if match[1] is not None:
                comment = start + match.start()
                break
            if report:
                report = False
                message = "“#”前面有空格，YAML 会把它后面的文字当作注释丢掉"
                hint = "是正文：去掉“#”前的空格，或者把整个值用英文单引号 ' 括起来；是注释：在“#”后面加一个空格"
                notes.fault(row.span(notes.file, start + match.start()), "Y022", message, hint)
    return start + len(row.text[start:comment].rstrip(SPACES)), comment


def bare(text: str, *, in_flow: bool = False) -> bool:
    """Whether YAML reads just *text*, one line without spaces round it, where it stands without quotes."""
    unsafe = _UNSAFE_IN_FLOW.search(text) if in_flow else None
    return not (text[:1] in _INDICATORS or unsafe or _UNSAFE.search(text))


def put_text(line: Line, start: int, stop: int, *, in_flow: bool = False) -> None:
    """Take over text from the row of *line* so that YAML reads just this text."""
    text = line.row.text[start:stop]
    if not shared(text) and not bare(text, in_flow=in_flow):
        line.quoted(start, stop)
    else:
        line.typed(start, stop)


def put_key(line: Line, key: Key, notes: Notes, *, in_flow: bool = False) -> None:
    """Take over a key and its colon, up to the value; what was not typed as YAML has it is mended and said."""
    row = line.row
    text = row.text
    quoted = text[key.start] in "\"'"
    if text[key.start] == '"' and unescapable(row, key.start, key.end, notes):
        line.quoted(key.start, key.end)
    elif quoted or shared(key.name):
        line.typed(key.start, key.end)
    else:
        first = text.index(key.name, key.start)  # characters without width may stand around it
        put_text(line, first, first + len(key.name), in_flow=in_flow)
    gap = text[key.at + 1 : key.value]
    if key.colon == "plain" and (gap or key.value == len(text)) and not gap.strip(" "):
        line.typed(key.at, key.value)
        return
    line.put(": " if key.value < len(text) or in_flow else ":", key.at)
    place = row.span(notes.file, key.at)
    if key.colon == "wide":
        notes.habit(place, "Y010", "全角冒号已当作半角冒号“: ”", _COLON_HINT)
    elif key.colon == "tight" and not (quoted and in_flow):  # {"甲":1} is YAML as it is
        notes.habit(place, "Y011", "冒号后面没有空格，已补上", _COLON_HINT)


def unescapable(row: Row, start: int, stop: int, notes: Notes) -> bool:
    """Whether a double-quoted piece holds a ``\\`` that means nothing, which is reported."""
    text = row.text
    if text.find("\\", start, stop) < 0:
        return False
    for match in _ESCAPE.finditer(text, start, stop):
        code = match[1]
        span = row.span(notes.file, match.start())
        if code is None:
            message = f"双引号里的“{text[match.start() : match.start() + 2]}”看不懂"
            notes.fault(span, "Y028", message, "反斜杠“\\”是正文时，把外面的双引号换成英文单引号 '")
            return True
        if code[:1] in ("u", "U") and ((number := int(code[1:], 16)) > 0x10FFFF or 0xD800 <= number <= 0xDFFF):
            message = f"双引号里的转义写的是不能打印的字符 U+{number:04X}"
            notes.fault(span, "Y006", message, "删去这个转义；反斜杠“\\”是正文时，把外面的双引号换成英文单引号 '")
            return True
    return False
