"""The shapes of the records are enough: five published texts come back paragraph for paragraph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import press_corpus as corpus
import pytest

import docgen
from docgen.records.release import GENRES

pytestmark = pytest.mark.skipif(not corpus.HAVE, reason="DOCGEN_CORPUS 没有指出语料的文件夹")

Maker = Callable[[Path], tuple[Path, list[str]]]
TEXTS = [
    (corpus.collection, "典型案例集", 57),
    (corpus.report, "新闻通稿", 23),
    (corpus.survey, "新闻通稿", 22),
    (corpus.stories, "新闻通稿", 54),
    (corpus.results, "新闻通稿", 21),
]


def printed(record: Path, kind: str, folder: Path) -> list[str]:
    report = docgen.build([record], [kind], formats=["txt"], out=folder / "out")
    assert [item for item in report.problems if item.level == "error"] == []
    (output,) = report.outputs
    assert output.path is not None
    return output.path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("make", "kind", "count"), TEXTS, ids=[row[0].__name__ for row in TEXTS])
def test_a_published_text_comes_back_paragraph_for_paragraph(
    make: Maker, kind: str, count: int, tmp_path: Path
) -> None:
    (tmp_path / "docgen.yaml").write_text("", encoding="utf-8")
    record, lines = make(tmp_path)
    assert printed(record, kind, tmp_path) == lines
    assert len(lines) == count


@pytest.mark.parametrize("make", [row[0] for row in TEXTS[1:]], ids=lambda make: make.__name__)
def test_a_release_of_another_genre_loses_no_text(make: Maker, tmp_path: Path) -> None:
    """In every genre each paragraph is there, in order, with no more than a number before it."""
    (tmp_path / "docgen.yaml").write_text("", encoding="utf-8")
    record, lines = make(tmp_path)
    text = record.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("体裁:", "编号:"))]

    def in_genre(head: str) -> list[str]:
        record.write_text("\n".join([head, *kept]) + "\n", encoding="utf-8")
        return printed(record, "新闻通稿", tmp_path)

    bare = in_genre("编号: {章: 无, 点: 无}")
    assert len(bare) == len(lines)
    assert all(line.endswith(words) and len(line) - len(words) <= 2 for words, line in zip(bare, lines, strict=True))
    for genre in GENRES:
        now = in_genre(f"体裁: {genre}")
        assert len(now) == len(bare)
        assert all(line.endswith(words) and len(line) - len(words) <= 2 for words, line in zip(bare, now, strict=True))
