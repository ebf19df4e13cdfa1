"""A text file → paragraphs, whatever its encoding."""

from __future__ import annotations

import re
from dataclasses import replace

from docgen.core.errors import has_errors
from docgen.formats.word.package import refusal
from docgen.intake import chrome, columns, edges, lines
from docgen.intake.found import Change, Line, Source
from docgen.records import references
from docgen.records.yaml.decode import decode

MOST = 10_000
"""Paragraphs of the longest text that is imported: more than any collection has."""
_BLANK = " \t\u3000\xa0\u200b\u2002\u2003"

_MARKDOWN = re.compile(r"^#{1,6}[ \u3000]+(?=\S)")
"""Marks of headings that a conversion into Markdown left behind: no characters of the text."""


def read(data: bytes, file: str) -> Source:
    """The paragraphs of the text file *data*, as they stand there; its problems say where it cannot be read."""
    text, problems = decode(data, file)
    source = Source(file, problems=problems)
    source.problems = [replace(item, level="reminder") if item.code == "Y006" else item for item in problems]
    if has_errors(source.problems):
        return source
    source.lines = split(text)
    _unquoted(source)
    _without_bold(source)
    return source


_MAIL_HEAD = re.compile(
    r"(?:发件人|寄件人|发送时间|发送日期|日期|收件人|抄送|密送|主题|附件|From|Sent|Date|To|Cc|Subject)\s*[:：].*",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(?<![\d*])\*\*(?=[^\s*])([^*]+?)\*\*(?![\d*])")
"""Bold type as it is marked in a chat; stars among digits hide a number."""


def _unquoted(source: Source) -> None:
    """A forwarded mail: its head is no text, and nor are the marks before the lines that it quotes."""
    head = 0
    while head < len(source.lines) and _MAIL_HEAD.fullmatch(source.lines[head].text.lstrip("> ")):
        head += 1
    if head >= 3 and re.match(r"(?:>\s*)?(?:发件人|寄件人|From)", source.lines[0].text, re.IGNORECASE):
        source.drop(source.lines[:head], "邮件的头")
        del source.lines[:head]
    quoted = [line for line in source.lines if line.text.startswith(">")]
    if len(quoted) >= 2 and len(quoted) >= 0.6 * len(source.lines):
        source.changes.append(Change("changed", quoted[0].number, f"去掉了{len(quoted)}行前面的引用记号“>”"))
        bare = (replace(line, text=line.text.lstrip("> \u3000")) for line in source.lines)
        source.lines = [line for line in bare if line.text]


def _without_bold(source: Source) -> None:
    found = [line for line in source.lines if _BOLD.search(line.text)]
    if found:
        source.changes.append(Change("changed", found[0].number, f"去掉了{len(found)}行里的粗体记号“**”"))
        source.lines = [replace(line, text=_BOLD.sub(r"\1", line.text)) for line in source.lines]


def split(text: str) -> list[Line]:
    """The lines of *text* that hold words, without the blanks at their ends."""
    found: list[Line] = []
    gap = False
    for number, raw in enumerate(text.split("\n"), 1):
        words = _MARKDOWN.sub("", raw.strip(_BLANK))
        if words:
            inset = columns.width(raw[: len(raw) - len(raw.lstrip(_BLANK))].expandtabs(4))
            found.append(Line(words, number, gap, inset))
        gap = not words
    return found


def finish(source: Source) -> None:
    """Chrome out, lines mended, braces made harmless: what is done last to a text that is no paper of a case."""
    _bounded(source)
    edges.without_edges(source)
    chrome.without_chrome(source)
    lines.mend(source)
    source.lines = [_without_references(line, source) for line in source.lines]


def finish_paper(source: Source) -> None:
    """The same for a paper of a case, in which no line is a site's: its lines mended, braces made harmless."""
    _bounded(source)
    lines.mend(source)
    source.lines = [_without_references(line, source) for line in source.lines]


def _bounded(source: Source) -> None:
    if len(source.lines) > MOST:
        raise refusal(source.file, f"有 {len(source.lines)} 段，不像一份案例或者新闻稿", "分成几个文件再导入")


def _without_references(line: Line, source: Source) -> Line:
    """A name in braces would be read as a reference of the record: such braces become small ones, and it is told."""
    if not references.find(line.text):
        return line
    text = re.sub("[｛{]", "﹛", re.sub("[｝}]", "﹜", line.text))
    source.changes.append(Change("changed", line.number, "花括号在记录里表示引用，换成了﹛﹜"))
    return replace(line, text=text)
