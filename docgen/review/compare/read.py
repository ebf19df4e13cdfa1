"""The paragraphs of whatever may be compared: a record, a Word file, a PDF, an OFD, a web page, a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from docgen.core.errors import ConfigError, RecordError, has_errors, nearest, problem
from docgen.formats.ofd.read import read_ofd
from docgen.formats.pdf.read import read_pdf
from docgen.formats.word.read import read_word
from docgen.records.models import Case
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.decode import decode
from docgen.records.yaml.fields import ModelOf
from docgen.records.yaml.parse import read as read_yaml

_BLOCKS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "caption",
        "figcaption",
        "title",
        "pre",
        "blockquote",
    ]
)
_UNSEEN = frozenset(("script", "style", "head", "button"))


def read(path: Path) -> list[str]:
    """The paragraphs of the file at *path*.

    Raises ConfigError for a kind of file that cannot be compared, RecordError or WriteError
    for one that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in READERS:
        like = nearest(suffix, READERS)
        hint = f"是不是“{like}”？" if like else "可以比较：" + "、".join(READERS)
        raise ConfigError([problem(None, "U001", f"不会比较 {suffix or path.name} 文件", hint)])
    return READERS[suffix](path)


def _text(path: Path) -> list[str]:
    text, problems = decode(path.read_bytes(), str(path))
    if has_errors(problems):
        raise RecordError(problems)
    return [line.strip() for line in text.split("\n") if line.strip()]


def _page(path: Path) -> list[str]:
    """The words of each block of a web page; a block inside a block counts once."""
    root = etree.fromstring(path.read_bytes(), etree.HTMLParser(no_network=True, huge_tree=False))
    if root is None:
        return []
    found = []
    for element in root.iter():
        if element.tag not in _BLOCKS or any(above.tag in _UNSEEN for above in element.iterancestors()):
            continue
        if any(inner is not element and inner.tag in _BLOCKS for inner in element.iter()):
            continue
        words = re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())).strip()
        found += [words] if words else []
    return found


def _record(path: Path) -> list[str]:
    """Each paragraph of each value behind the keys that lead to it, so that a moved key is no change of words."""
    node, problems = read_yaml(path, str(path), lambda _: ModelOf(Case))
    if node is None or has_errors(problems):
        raise RecordError(problems)
    return [f"{where}：{line}" if where else line for where, line in _values(node, "")]


def _values(node: Node, where: str) -> Iterator[tuple[str, str]]:
    match node:
        case MapNode():
            for key, value in node.entries:
                yield from _values(value, f"{where}.{key}" if where else str(key))
        case ListNode():
            numbered = any(not isinstance(item, ScalarNode) for item in node.items)
            for number, item in enumerate(node.items, 1):
                yield from _values(item, f"{where}[{number}]" if numbered else where)
        case ScalarNode():
            yield from ((where, line.strip()) for line in str(node.text).split("\n") if line.strip())


READERS: Mapping[str, Callable[[Path], list[str]]] = {
    ".yaml": _record,
    ".yml": _record,
    ".docx": read_word,
    ".pdf": read_pdf,
    ".ofd": read_ofd,
    ".html": _page,
    ".txt": _text,
}
"""Suffix → how the paragraphs of such a file are read."""
