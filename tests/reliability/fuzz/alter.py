"""Hostile text, and whole things spoiled: bytes, lines, XML, packages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Step: TypeAlias = tuple[int, int, int, str]
"""(what to do, where, how much, with what)."""

CHARACTERS = {
    "control": "\x00\x01\x07\x08\x0e\x1b\x1f\x7f\x80\x9f",
    "break": "\x0b\x0c\x85\u2028\u2029\r\n\t",
    "surrogate": "\ud800\udbff\udc00\udfff",
    "noncharacter": "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd5\ufdd6\ufdef\ufffe\uffff\U0001ffff\U0010ffff",
    "mark of order": "\ufeff",
    "bidirectional": "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c",
    "invisible": "\u200b\u200c\u200d\u2060\u00ad\u034f\u180e\u3164\u115f\ufff9\ufffc\ufffd",
    "blank": "\u00a0\u2002\u2003\u2009\u202f\u205f\u3000 ",
    "private": "\ue000\uf8ff\U000f0000\U0010fffd",
    "rare": "\u3400\U00020000\U0002a700\U0002cc56\U00030000\U000323af\uf900\U0002f800",
    "variation": "\ufe00\ufe0f\U000e0100\U000e01ef",
    "combining": "\u0300\u0301\u0315\u0316\u3099\u20dd",
    "tags": "\U000e0001\U000e0061",
    "emoji": "\U0001f600\U0001f468\u200d\U0001f469\u2764\ufe0f",
    "wide": "ＡＢ１２（）：；，．｛｝［］＃＆＊",
    "western": "éßıİǅﬁẞ",
}
_WORDS = (
    "检察院", "某市某区", "2024年3月5日", "2024年2月30日", "临检行公建〔2024〕1号", "身份证", "110101199003070012", "13800138000", "3处", "10:30",
    "《民法典》第一条", "｛机关.甲｝", "｛没有｝", "{{ 7*7 }}", "{% raw %}", "{#", "%}", "}}", "|", ">", "- ", ": ", "#", " #", "：", "&a", "*a", "!!int",
    "<<", "---", "...", "? ", "[", "]", "{", "}", "'", '"', "\\", "\\x00", "\\ud800", "~", "null", "是", "@标题 ", "**", "# ", "【", "】",
    "</w:t>", "<script>", "&lt;", "&amp;", "]]>", "<!--", "%s", "{0}", "$HOME", "../", "/", ":", "CON", "nul", "甲" * 90, "9" * 400, "🙂", "\n", "\n  ",
)  # fmt: skip
LONG = 30_000
"""Characters of the longest text: some thirty pages."""
_TOKENS = (*_WORDS, *(character for group in CHARACTERS.values() for character in group))

text = st.one_of(
    st.lists(st.sampled_from(_TOKENS), max_size=8).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=20),
    st.tuples(st.sampled_from(_TOKENS), st.sampled_from((50, 1000, 20_000))).map(
        lambda pair: (pair[0] * pair[1])[:LONG]
    ),
)
"""Text of any character there is, lone surrogates too; now and then very long."""
short = st.lists(st.sampled_from(_TOKENS), max_size=4).map("".join)

steps = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 1 << 20), st.integers(0, 400), text), min_size=1, max_size=5
)


def encoded(words: str) -> bytes:
    """*words* as UTF-8, lone surrogates as if they could be."""
    return words.encode("utf-8", "surrogatepass")


def altered(units: Sequence[T], some: Sequence[Step], make: Callable[[str], list[T]]) -> list[T]:
    """*units* after *some* steps; *make* turns text into units that are put in."""
    found = list(units)
    for what, where, much, words in some:
        at = where % (len(found) + 1)
        stop = min(len(found), at + 1 + much % 9)
        match what:
            case 0:
                del found[at:stop]
            case 1:
                found[at:at] = found[at:stop] * (1 + much % 3)
            case 2 | 3:
                found[at:at] = make(words)
            case 4 | 5:
                found[at : at + 1] = make(words)
            case 6:
                del found[at + much * 50 :]
            case 7:
                other = (where >> 7) % (len(found) + 1)
                found[other:other], found[at:stop] = found[at:stop], []
            case 8:
                found[at : at + 1] = found[at : at + 1] * (much if len(found) < 2000 else 2)
    return found


def spoiled_bytes(data: bytes, some: Sequence[Step]) -> bytes:
    """*data* with bytes of it changed, gone, doubled."""
    return bytes(altered(data, some, lambda words: list(encoded(words)[:4000])))


def spoiled_lines(words: str, some: Sequence[Step]) -> str:
    """*words* with lines, or characters where the first step says so, changed, gone, doubled."""
    if some and some[0][1] % 2:
        return "".join(altered(words, some, list))
    return "\n".join(altered(words.split("\n"), some, lambda line: [line]))


_XML = re.compile(r"<[^<>]*>|[^<]+|<")
_VALUE = re.compile(r'(?<==")[^"]*(?=")')


def spoiled_xml(xml: str, some: Sequence[Step]) -> str:
    """*xml* with tags and texts changed, gone, doubled; sometimes only a value of an attribute."""

    def made(words: str) -> list[str]:
        return [words.replace("&", "&amp;").replace("<", "&lt;") if len(words) % 3 else words]

    if some and some[0][1] % 3 == 0:
        places = list(_VALUE.finditer(xml))
        for _, where, _, words in some:
            if places:
                place = places[where % len(places)]
                xml = xml.replace(f'="{place[0]}"', '="' + made(words)[0].replace('"', "") + '"', 1)
        return xml
    return "".join(altered(_XML.findall(xml), some, made))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as package:
        for name, body in parts.items():
            package.writestr(zipfile.ZipInfo(name or "空"), body)
    return stream.getvalue()


def spoiled_package(data: bytes, some: Sequence[Step], main: str) -> bytes:
    """A package with bytes flipped, with a part gone or foreign, or (mostly) with the XML of a part spoiled."""
    way = some[0][2] % 10 if some else 0
    if way == 0:
        return spoiled_bytes(data, some)
    parts = members(data)
    name = main if way < 7 else sorted(parts)[some[0][1] % len(parts)]
    if way == 9:
        parts.pop(name)
        return packed(parts)
    parts[name] = encoded(spoiled_xml(parts[name].decode("utf-8", "replace"), some))
    return packed(parts)
