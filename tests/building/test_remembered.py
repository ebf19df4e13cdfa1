"""What a run remembers: small in memory, the same file as ever."""

from __future__ import annotations

import json
import random
import tracemalloc
from pathlib import Path

import pytest

from docgen.building import packed, remembered
from docgen.building.packed import Marks, Packed, Texts
from docgen.building.remembered import Entry, Remembered


def test_packed_texts_do_what_a_dict_does() -> None:
    lot = random.Random(11)
    mine, plain = Packed(), dict[str, str]()
    for number in range(20_000):
        key = f"内部/第{lot.randrange(3000)}号\t“甲”\ud800"
        match lot.randrange(4):
            case 0:
                assert mine.pop(key) == plain.pop(key, None)
            case 1:
                assert mine.get(key) == plain.get(key)
                assert (key in mine) == (key in plain)
            case _:
                mine[key] = plain[key] = str(number)
    assert list(mine.items()) == sorted(plain.items())
    assert sorted(mine) == sorted(plain)


def test_keys_whose_hashes_are_alike_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "hash", lambda key: len(key), raising=False)
    lot = random.Random(12)
    mine, plain = Packed(), dict[str, str]()
    for number in range(3000):
        key = str(lot.randrange(300))
        if lot.randrange(3):
            mine[key] = plain[key] = str(number)
        else:
            assert mine.pop(key) == plain.pop(key, None)
        assert mine.get(key) == plain.get(key)
    assert list(mine.items()) == sorted(plain.items())


def test_texts_and_marks_hold_what_they_are_given() -> None:
    names = [f"案/第{number}号\ud8ff.yaml" for number in range(3000)]
    assert list(Texts(names)) == names
    assert len(Texts(names)) == 3000
    assert list(Texts([""])) == [""]
    marks = Marks()
    for name in names[::2]:
        marks.add(name)
    assert [name for name in names if name in marks] == names[::2]


def test_ten_thousand_documents_are_remembered_in_two_megabytes() -> None:
    tracemalloc.start()
    kept = _kept(10_000)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert sum(1 for _ in kept.files) == 10_000
    assert size < 2_000_000


def _kept(count: int) -> Remembered:
    kept = Remembered()
    lot = random.Random(13)
    for number in range(count):
        name = f"内部/检察建议书-临河-整治第{number}号路段井盖缺失-区城管局.docx"
        kept.files[name] = f"{lot.getrandbits(256):064x}"
        parts = ("检察建议书", "临河", f"整治第{number}号路段井盖缺失", "区城管局")
        entry = Entry(f"{lot.getrandbits(64):016x}", "85f9f08671163f1c", ((name, parts, ".docx"),))
        kept.made[f"../案/{number:05}.yaml|recommendation|docx"] = entry.packed()
    kept.words = {"85f9f08671163f1c": {"docgen 本身": "1", "选项": '["", false]'}, "0": {"没有人用": "2"}}
    return kept


@pytest.mark.parametrize("count", [0, 1, 700])
def test_the_file_is_sorted_laid_out_by_line_and_read_back(count: int, tmp_path: Path) -> None:
    kept = _kept(count)
    kept.allowed = {"甲.docx": ["手机号码@案件.yaml:46"], "乙.docx": []} if count else {}
    path = tmp_path / "有"
    path.write_bytes(b"".join(remembered.written(kept)))
    text = path.read_text(encoding="utf-8")
    found = json.loads(text)
    assert text == json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    assert list(found["files"]) == sorted(found["files"])
    assert list(found["made"]) == sorted(found["made"])
    assert list(found["from"]) == ["85f9f08671163f1c"][: min(count, 1)]
    again = remembered.read(path)
    assert list(again.files.items()) == list(kept.files.items())
    assert list(again.made.items()) == list(kept.made.items())
    assert again.allowed == {name: some for name, some in kept.allowed.items() if some}
    # Whoever lays it out anew loses nothing.
    for spaces in (None, 2):
        path.write_text(json.dumps(found, ensure_ascii=True, indent=spaces), encoding="utf-8")
        assert b"".join(remembered.written(remembered.read(path))) == text.encode()


@pytest.mark.parametrize("cut", [10, 200, 5000, 20_000])
def test_a_file_that_is_cut_off_counts_as_none(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "断"
    path.write_bytes(b"".join(remembered.written(_kept(200)))[:cut])
    assert list(remembered.read(path).files) == []
