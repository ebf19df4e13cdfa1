"""The command that holds OFD against its text, its PDF and other readers, on a few papers; what it would not let pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from helpers import OCCASION, SAMPLES, documents

from docgen.core.tree import Document, Paragraph, Text
from docgen.formats import WRITERS
from reliability import ofd


def few() -> list[tuple[str, Document]]:
    return [
        ("信-recommendation-0", documents(SAMPLES[0], "recommendation")[0]),
        ("座次表", documents(OCCASION, "seating")[0]),
    ]


def told(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    monkeypatch.setattr(ofd, "papers", few)
    lines: list[str] = []
    return ofd.main(arguments, lines.append), "\n".join(lines)


def test_a_few_papers_have_nothing_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    code, text = told(monkeypatch, "--flips", "12")
    assert code == 0, text
    assert "papers with something wrong: 0" in text
    assert "12 damaged files: 0 without a refusal" in text


def test_a_text_or_a_place_that_differs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    writer = WRITERS["ofd"]

    def lying(document: Document, norm: Any) -> bytes:
        at, first = next(one for one in enumerate(document.blocks) if isinstance(one[1], Paragraph))
        other = Paragraph(first.role, (Text("别的字", first.span),), first.span)
        return writer.write(replace(document, blocks=(*document.blocks[:at], other, *document.blocks[at + 1 :])), norm)

    monkeypatch.setattr(ofd, "WRITERS", {**WRITERS, "ofd": replace(writer, write=lying)})
    code, text = told(monkeypatch, "--flips", "0")
    assert code == 1
    assert "the text differs from the txt" in text
    assert "ofdkit reads another text" in text
    assert "mm from the PDF" in text
