"""One file → what it is and the records it gives. Which reader reads it is seen from its first bytes, not from its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.core.errors import DocgenError, Problem, has_errors, problem
from docgen.core.files import read_regular
from docgen.core.source import Span
from docgen.formats.word.package import FILE_LIMIT, Package, refusal
from docgen.intake import html, register, sheet, text, word
from docgen.intake.found import Found, Source
from docgen.intake.letters import letter, papers
from docgen.intake.letters.letter import Letter
from docgen.intake.recognise import recognise, refused
from docgen.records.yaml.decode import decode


@dataclass(slots=True)
class Imported:
    """A source with what was found in it; ``found`` is ``None`` where it could not be read, and the problems say why.

    ``letter`` is the paper of a case that it is: its record is made together with those of the others.
    """

    path: Path
    source: Source
    found: Found | None
    letter: Letter | None = None

    @property
    def problems(self) -> list[Problem]:
        return self.source.problems


def run(path: Path, file: str) -> Imported:
    """Read the file at *path*, called *file* in messages. Never raises for what the file holds."""
    try:
        data = _bytes(path, file)
        if data.startswith(b"PK") and sheet.is_workbook(package := Package(data, file)):
            return _ledger(path, package, file)
        if sheet.is_old_workbook(data):
            return _ledger(path, Package(sheet.renewed(data, file), file), file)
        if file.lower().endswith(".csv"):
            return _ledger_of(path, *_csv(data, file), file)
        source = reader_for(data, file)(data, file)
        if has_errors(source.problems):
            return Imported(path, source, None)
        if (kind := letter.kind_of([line.text for line in source.lines])) and not _is_notice(kind, source):
            paper = _paper(path, source, kind)
            if kind != "hearing-announcement" or _says_who(paper.letter):
                return paper
            source = reader_for(data, file)(data, file)  # read anew: as a paper its lines were changed
        text.finish(source)
    except DocgenError as fault:
        return Imported(path, Source(file, problems=list(fault.problems)), None)
    if refusal_of := refused([line.text for line in source.lines if line.text.strip()], file):
        source.problems.append(refusal_of)
        return Imported(path, source, None)
    found = recognise(source, path.stem)
    if found is None:
        hint = "文字在图片里的，先用文字识别软件转成文字"
        source.problems.append(problem(Span(file), "I001", "文件里没有文字", hint))
    return Imported(path, source, found)


def _is_notice(kind: str, source: Source) -> bool:
    """True for an announcement that names no case: it is a text for the public and nothing else."""
    return kind == "hearing-announcement" and not any(
        re.search(r"(?:就|对)[^，。；]{4,50}案", one.text) for one in source.lines
    )


def _says_who(found: Letter | None) -> bool:
    """True for an announcement with the hearers, the host or the issues: without them it is no paper of the case, but a notice to the public."""
    return found is not None and any(found.parts.get(name) for name in ("主持人", "听证员", "议题"))


def _paper(path: Path, source: Source, kind: str) -> Imported:
    """The paper of a case that *source* is, taken apart."""
    text.finish_paper(source)
    found = letter.taken_apart(kind, source.lines, source.file)
    papers.read(found)
    source.drop(found.dropped, "印章、密级、印发说明等，记录里没有")
    return Imported(path, source, Found(found.name, [], [line.text for line in source.lines]), found)


def _csv(data: bytes, file: str) -> tuple[Source, Found | None]:
    text, problems = decode(data, file)
    if has_errors(problems):
        return Source(file, problems=problems), None
    return register.of_pages([sheet.of_csv(text, "表")], file)


def _ledger(path: Path, package: Package, file: str) -> Imported:
    return _ledger_of(path, *register.read(package, file), file)


def _ledger_of(path: Path, source: Source, found: Found | None, file: str) -> Imported:
    if found is None and not source.problems:
        hint = "表头里要有“案名”（或“事由”）和至少两个别的栏目，如“立案日期”“被建议单位”"
        source.problems.append(problem(Span(file), "I001", "没有认出案件台账", hint))
    return Imported(path, source, found)


def reader_for(data: bytes, file: str) -> Callable[[bytes, str], Source]:
    """The reader that fits the first bytes. Raises RecordError (I001) for a kind of file that none reads."""
    if data.startswith(b"%PDF"):
        raise refusal(file, "不能导入 PDF 文件", "用 Word 或 WPS 打开 PDF，另存为 .docx，再核对文字")
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise refusal(file, "这是图片", "先用文字识别软件转成文字")
    if data.startswith(b"{\\rtf"):
        raise refusal(file, "不能导入 RTF 文件", "用 Word 或 WPS 打开，另存为 .docx")
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or file.lower().endswith((".docx", ".xlsx")):
        return word.read
    start = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    is_page = (
        start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<!--")) or b"<html" in start
    )
    return html.read if is_page or file.lower().endswith((".html", ".htm")) else text.read


def _bytes(path: Path, file: str) -> bytes:
    try:
        data = read_regular(path, FILE_LIMIT + 1)
    except OSError as fault:
        what = "找不到这个文件" if isinstance(fault, FileNotFoundError) else "这个文件打不开"
        raise refusal(file, what, "检查文件名和位置；正在 Word 或 WPS 里打开的先关闭") from None
    if not data:
        raise refusal(file, "文件是空的", "检查是不是选错了文件")
    return data


# — report —
# What importing did, for a person and for a program: what was recognised, dropped, joined, and what to look at.

_CHANGES = {"joined": "合并", "split": "分开", "changed": "调整"}


def lines(item: Imported) -> Iterator[str]:
    """The report on one file, a sentence a line. Every line that was dropped is quoted whole."""
    source = item.source
    if item.found is None:
        yield f"{source.file}：没有导入"
        return
    size = f"，{len(item.found.expected)} 段" if item.found.expected else ""
    yield f"{source.file}：{item.found.what}{size}"
    for name, number in source.counts.items():
        yield f"  {name}：{number}"
    for change in source.changes:
        yield f"  {_CHANGES[change.kind]}　第{change.number}行　{change.text}"
    for dropped in source.dropped:
        place = f"第{dropped.number}行　" if dropped.number else ""
        yield f"  未导入　{place}（{dropped.reason}）{dropped.text}"
    if item.letter is not None:
        parts = item.letter.parts
        yield f"  认出　{'、'.join(name for name, words in parts.items() if words) or '没有'}"
        if missing := [name for name, words in parts.items() if not words]:
            yield f"  没有认出　{'、'.join(missing)}"
    for note in [*source.notes, *item.found.notes, *(item.letter.notes if item.letter else [])]:
        yield f"  请看　{note}"


def cells(item: Imported) -> Iterator[str]:
    """Of a ledger a line for each cell that is not empty: its place, what became of it, its words."""
    yield from (f"  {place}\t{name}\t{text}" for place, text, name in item.source.cells)


def as_data(item: Imported) -> dict[str, Any]:
    """The report on one file for ``--json``."""
    source = item.source
    return {
        "file": source.file,
        "what": item.found.what if item.found else "",
        "paragraphs": len(item.found.expected) if item.found else 0,
        "counts": dict(source.counts),
        "changes": [{"kind": change.kind, "line": change.number, "text": change.text} for change in source.changes],
        "dropped": [{"line": one.number, "reason": one.reason, "text": one.text} for one in source.dropped],
        "cells": [{"cell": place, "text": text, "field": name} for place, text, name in source.cells],
        "look": [*source.notes, *(item.found.notes if item.found else [])],
    } | ({"parts": item.letter.parts} if item.letter else {})
