"""Bytes become text that everything downstream may trust, and whatever was done is said."""

from __future__ import annotations

import unicodedata

import pytest

from docgen.core.source import Span
from docgen.records.yaml.decode import LIMIT, SOFT, clean, decode
from tests.records.tools import told

RECORD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"

ENCODINGS = [
    ("utf-8", [], ""),
    ("utf-8-sig", ["Y003"], "BOM"),
    ("utf-16", ["Y003"], "UTF-16"),
    ("utf-16-le", ["Y003"], "UTF-16（没有 BOM）"),
    ("utf-16-be", ["Y003"], "UTF-16（没有 BOM）"),
    ("utf-32", ["Y003"], "UTF-32"),
    ("gb18030", ["Y003"], "GB18030"),
    ("gbk", ["Y003"], "GB18030"),
]


@pytest.mark.parametrize(("codec", "codes", "named"), ENCODINGS, ids=[row[0] for row in ENCODINGS])
def test_encodings_are_read_and_named(codec: str, codes: list[str], named: str) -> None:
    text, problems = decode(RECORD.encode(codec), "a.yaml")
    assert text == RECORD
    assert [item.code for item in problems] == codes
    assert all(named in item.message and item.level != "error" and item.span == Span("a.yaml") for item in problems)


def test_a_byte_order_mark_that_notepad_writes_is_no_reminder() -> None:
    assert decode(RECORD.encode("utf-8-sig"), "a.yaml")[1][0].level == "hint"


def test_ascii_in_utf_16_without_a_mark() -> None:
    assert decode("a: b\n".encode("utf-16-le"), "a.yaml")[0] == "a: b\n"


def test_rare_characters_survive_gb18030() -> None:
    text = "姓名: 𬱖某\n住址: 㼆村\n事由: 规范母婴室建设\n"
    assert decode(text.encode("gb18030"), "a.yaml")[0] == text


REFUSED = [
    ("word", b"PK\x03\x04" + b"\0" * 40, "Y002 1:1"),
    ("pdf", b"%PDF-1.7 \xff", "Y002 1:1"),
    ("noise", bytes(range(128, 256)) * 3, "Y002 1:1"),
    ("latin", "café Zoë naïve façade".encode("latin-1"), "Y002 1:1"),
    ("broken utf-16", b"\xff\xfe\x00\xd8a", "Y002 1:1"),
    ("broken utf-8", "检察院: 大兴\n事由: 规".encode() + b"\xff\n", "Y002 2:6"),
    ("cut utf-8", "检察院: 大兴".encode()[:-1], "Y002 1:7"),
    ("utf-8 surrogate", "检察院: 某某某某".encode() + b"\xed\xa0\x80", "Y002 1:10"),
    ("huge", b"a" * (LIMIT + 1), "Y005 1:1"),
]


@pytest.mark.parametrize(("data", "wanted"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_read_is_refused_with_a_way_out(data: bytes, wanted: str) -> None:
    text, problems = decode(data, "a.yaml")
    assert (text, told(problems)) == ("", [wanted])
    assert problems[0].level == "error" and problems[0].hint


CLEANED = [
    ("crlf", "a\r\nb\r\n", "a\nb\n", []),
    ("cr", "a\rb", "a\nb", []),
    ("nfc", "e\u0301 a", "é a", []),
    ("not nfkc", "Ⅷ①㈠ＡＢ", "Ⅷ①㈠ＡＢ", []),
    ("names keep their shape", "姓名: 﨑\uf9d1\U0002f800", "姓名: 﨑\uf9d1\U0002f800", []),
    ("names beside combining marks", "\uf9d1e\u0301", "\uf9d1é", []),
    ("first mark", "\ufeffa", "a", []),
    ("marks inside", "a: 1\n\ufeffb: 2\n\ufeffc: 3", "a: 1\nb: 2\nc: 3", ["Y003 2:1"]),
    ("vt", "甲\x0b乙", "甲\n乙", ["Y007 1:2"]),
    ("ff", "甲\n\x0c乙", "甲\n\n乙", ["Y007 2:1"]),
    ("nel", "甲\x85乙", "甲\n乙", ["Y007 1:2"]),
    ("line separator", "甲\u2028乙\u2029丙", "甲\n乙\n丙", ["Y007 1:2"]),
    ("nul", "甲\0乙", "甲\ufffd乙", ["Y006 1:2"]),
    ("bel and del", "\a甲\n乙\x7f", "\ufffd甲\n乙\ufffd", ["Y006 1:1", "Y006 2:2"]),
    ("c1", "甲\x80", "甲\ufffd", ["Y006 1:2"]),
    ("lone surrogate", "甲\n乙\ud800", "甲\n乙\ufffd", ["Y006 2:2"]),
    ("frames of the template engine", "\ufdd0甲\ufdef", "\ufffd甲\ufffd", ["Y006 1:1", "Y006 1:3"]),
    ("noncharacters", "\ufffe\uffff\U0001fffe\U0010ffff", "\ufffd" * 4, [f"Y006 1:{at}" for at in range(1, 5)]),
    ("tab", "甲\t乙", "甲\t乙", []),
]


@pytest.mark.parametrize(
    ("typed", "wanted", "codes"), [row[1:] for row in CLEANED], ids=[str(row[0]) for row in CLEANED]
)
def test_characters_are_kept_mended_or_refused(typed: str, wanted: str, codes: list[str]) -> None:
    text, problems = clean(typed, "a.yaml")
    assert text.replace(SOFT, "\n") == wanted
    assert told(problems) == codes
    assert clean(text, "a.yaml")[0] == text


KEPT = "\ue000\uf8ff\U000f0000 \u202a\u202e\u2066\u2069 \u200b\u200c\u200d\u2060 \ufe00\U000e0100 𬱖𠮷 ·•　\u00a0\u3164\ufffc\ufffd"


@pytest.mark.parametrize("char", sorted(set(KEPT)), ids=lambda char: f"U+{ord(char):04X}")
def test_private_bidirectional_and_invisible_characters_are_kept(char: str) -> None:
    assert clean(f"甲{char}乙", "a.yaml") == (f"甲{char}乙", [])


def test_every_refused_character_is_named() -> None:
    for number in (0, 7, 0x1B, 0x7F, 0x9F, 0xD800, 0xDFFF, 0xFDD0, 0xFFFE, 0x1FFFF):
        (found,) = clean(chr(number), "a.yaml")[1]
        assert f"U+{number:04X}" in found.message


def test_very_many_faults_are_not_all_listed() -> None:
    problems = clean("\0" * 1000, "a.yaml")[1]
    assert len(problems) == 20 and "1000" in problems[0].message


def test_lines_stay_those_of_the_editor_on_request() -> None:
    data = "甲\x0b乙\n丙".encode()
    assert decode(data, "a.yaml")[0] == "甲\n乙\n丙"
    assert decode(data, "a.yaml", soft=SOFT)[0] == f"甲{SOFT}乙\n丙"


@pytest.mark.parametrize(
    "text", ["\u0315\u0316" * 200_000, "e\u0301" * 500_000, "\x0c" * 1_000_000, "\ufeffa" * 1_000_000]
)
def test_hostile_text_of_a_million_characters_comes_to_an_end(text: str) -> None:
    cleaned, _ = clean(text, "a.yaml")
    assert cleaned


def test_everything_that_is_kept_is_in_nfc() -> None:
    text = clean("cafe\u0301 \u1100\u1161 か\u3099", "a.yaml")[0]
    assert unicodedata.is_normalized("NFC", text)
