"""The same record gives the same bytes: in any folder, time zone, locale and order of hashes."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from helpers import KINDS, PUBLISHED, ROOT, SAMPLES, process

from docgen.formats import WRITERS

WORLDS = {
    "one": {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"},
    "other": {"TZ": "America/New_York", "PYTHONHASHSEED": "4242", "LC_ALL": "C", "USER": "别人", "PYTHONUTF8": "1"},
}


QUICK = [form for form in WRITERS if form != "pdf"]
IN_PDF = ("recommendation", "proof-of-service", "typical-case")
"""A PDF takes a hundred times as long as any other format."""


def _rendered(
    root: Path, environment: dict[str, str], records: list[str], forms: list[str], kinds: Sequence[str] = KINDS
) -> dict[str, str]:
    """File name → hash of everything that the records give."""
    arguments = ["render", *records, "--as", ",".join(kinds), "--format", ",".join(forms), "-o", "出"]
    ran = process(arguments, root, environment)
    assert ran.code == 0, ran.talk
    out = root / "出"
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """All samples in all kinds and formats, PDF in some kinds only, from two working directories in two worlds."""
    found = []
    for name, environment in WORLDS.items():
        root = tmp_path_factory.mktemp(name) / name
        shutil.copytree(ROOT / "cases", root / "cases")
        (root / "docgen.yaml").write_text("", encoding="utf-8")
        # In the other world the records come in the other order.
        records = [str(path.relative_to(ROOT)) for path in [*SAMPLES, *PUBLISHED]]
        records = records if name == "one" else records[::-1]
        _rendered(root, environment, records, ["pdf"], IN_PDF)
        found.append(_rendered(root, environment, records, QUICK))
    return found


def test_every_file_is_the_same_byte_for_byte(worlds: list[dict[str, str]]) -> None:
    one, other = worlds
    assert len(one) > 4 * len(QUICK) * len(SAMPLES)
    assert [name for name in one if one[name] != other.get(name)] == []
    assert set(one) == set(other)


@pytest.mark.parametrize("form", WRITERS)
def test_every_format_is_among_them(worlds: list[dict[str, str]], form: str) -> None:
    papers = [name for name in worlds[0] if name != ".docgen.json"]
    suffixes = sorted((writer.suffix for writer in WRITERS.values()), key=len, reverse=True)
    own = [name for name in papers if next(filter(name.endswith, suffixes)) == WRITERS[form].suffix]
    counts = Counter(next(filter(name.endswith, suffixes)) for name in papers)
    assert len(own) == counts[WRITERS["docx"].suffix] or form == "pdf"
    assert len(own) > 2 * len(SAMPLES)


def test_the_place_of_the_project_reaches_no_file(tmp_path: Path) -> None:
    for name in ("甲", "很长的乙"):
        root = tmp_path / name
        root.mkdir()
        (root / "docgen.yaml").write_text("", encoding="utf-8")
        (root / "案件.yaml").write_text(SAMPLES[0].read_text(encoding="utf-8"), encoding="utf-8")
    one, other = (
        _rendered(tmp_path / name, WORLDS["one"], ["案件.yaml"], ["docx", "html", "txt"]) for name in ("甲", "很长的乙")
    )
    assert one == other


def test_schema_and_list_of_kinds_are_the_same_in_every_world(tmp_path: Path) -> None:
    for arguments in (["schema"], ["templates", "list", "--json"], ["--help"], ["render", "--help"]):
        outputs = {process(arguments, tmp_path, environment).out for environment in WORLDS.values()}
        assert len(outputs) == 1
