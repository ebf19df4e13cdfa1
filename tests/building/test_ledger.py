"""What a run remembers, as its file shows it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from docgen.building.ledger import Contents, Written, contents


def _kept(count: int) -> Contents:
    kept = Contents()
    lot = random.Random(13)
    for number in range(count):
        name = f"内部/检察建议书-临河-整治第{number}号路段井盖缺失-区城管局.docx"
        kept.files[name] = f"{lot.getrandbits(256):064x}"
        parts = ("检察建议书", "临河", f"整治第{number}号路段井盖缺失", "区城管局")
        entry = Written(f"{lot.getrandbits(64):016x}", "85f9f08671163f1c", ((name, parts, ".docx"),))
        kept.made[f"../案/{number:05}.yaml|recommendation|docx"] = entry.as_text()
    kept.words = {"85f9f08671163f1c": {"docgen 本身": "1", "选项": '["", false]'}, "0": {"没有人用": "2"}}
    return kept


@pytest.mark.parametrize("count", [0, 1, 700])
def test_the_file_is_sorted_laid_out_by_line_and_read_back(count: int, tmp_path: Path) -> None:
    kept = _kept(count)
    kept.allowed = {"甲.docx": ["手机号码@案件.yaml:46"], "乙.docx": []} if count else {}
    path = tmp_path / "有"
    path.write_bytes(kept.as_json())
    text = path.read_text(encoding="utf-8")
    found = json.loads(text)
    assert text == json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    assert list(found["files"]) == sorted(found["files"])
    assert list(found["made"]) == sorted(found["made"])
    assert list(found["from"]) == ["85f9f08671163f1c"][: min(count, 1)]
    again = contents(path.read_bytes())
    assert again.files == kept.files
    assert again.made == kept.made
    assert again.allowed == {name: some for name, some in kept.allowed.items() if some}
    # Whoever lays it out anew loses nothing.
    for spaces in (None, 2):
        path.write_text(json.dumps(found, ensure_ascii=True, indent=spaces), encoding="utf-8")
        assert contents(path.read_bytes()).as_json() == text.encode()


@pytest.mark.parametrize("cut", [10, 200, 5000, 20_000])
def test_a_file_that_is_cut_off_counts_as_none(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "断"
    path.write_bytes(_kept(200).as_json()[:cut])
    assert contents(path.read_bytes()) == Contents()
