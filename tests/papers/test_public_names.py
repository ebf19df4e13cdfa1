"""Real names, numbers and particulars stand in instruments where they belong and in no public paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from helpers import SAMPLES, documents, finished, loaded, made, stem, text_of

import docgen
from docgen.formats import WRITERS
from docgen.papers import make
from docgen.records.models import Case

PUBLIC = ("typical-case", "hearing-announcement")
INSTRUMENTS = ("recommendation", "hearing-notice", "case-filing-decision", "proof-of-service")


def secrets(case: Case) -> Iterator[str]:
    """Everything in the record that no public paper may hold."""
    for agency in case.agencies.values():
        yield str(agency.full_name)
    for party in case.parties.values():
        yield from map(str, filter(None, (party.full_name, party.identity_number, party.phone, party.address)))
        yield from map(str, filter(None, (party.guardian, party.school)))
    yield str(case.prosecutor)
    yield str(case.approval)
    for filing in case.filings:
        yield str(filing.number)
    for entry in case.recommendations:
        yield str(entry.number)
    if case.hearing:
        yield str(case.hearing.host)
        yield str(case.hearing.clerk)
        yield str(case.hearing.approval)
        for person in (*case.hearing.hearers, *case.hearing.supervisors):
            yield str(person.name)


def _characters(data: bytes, name: str) -> str:
    """All text in the bytes of a file, of every part of a package."""
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            inner = [bytes(one.read_bytes()) for one in pdf.objects if isinstance(one, pikepdf.Stream)]
            plain = [str(one) for one in pdf.objects if not isinstance(one, pikepdf.Stream)]
        with pdfplumber.open(io.BytesIO(data)) as paper:
            words = "".join(one["text"] for page in paper.pages for one in page.chars)
        return name + words + "".join(plain) + b"".join(inner).decode("utf-8", "replace")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return name + data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return name + "".join(package.read(part).decode("utf-8", "replace") for part in package.namelist())


def _case(path: Path) -> Case:
    case = loaded(path).case
    assert case is not None
    return case


CASES = [(path, kind, form) for path in SAMPLES for kind in PUBLIC for form in WRITERS]


@pytest.mark.parametrize(
    ("path", "kind", "form"), CASES, ids=[f"{path.stem} {kind} {form}" for path, kind, form in CASES]
)
def test_no_public_paper_holds_a_secret(path: Path, kind: str, form: str) -> None:
    case = _case(path)
    hidden = set(secrets(case))
    assert len(hidden) > 15
    space = make.workspace(path)
    for item in finished(path, kind):
        document = made(item)
        found = _characters(make.to_bytes(document, form, space), item.subject + document.meta.title)
        assert [secret for secret in hidden if secret in found] == []


@pytest.mark.parametrize("path", SAMPLES, ids=stem)
def test_the_names_of_public_files_hold_no_secret(path: Path, tmp_path: Path) -> None:
    report = docgen.build([path], PUBLIC, formats=["txt"], out=tmp_path)
    hidden = set(secrets(_case(path)))
    names = [str(output.path) for output in report.outputs]
    assert len(names) == 2
    assert [secret for secret in hidden if any(secret in name for name in names)] == []
    assert all("对外" in name for name in names)


@pytest.mark.parametrize("path", SAMPLES, ids=stem)
def test_an_instrument_calls_nobody_by_the_name_for_the_public(path: Path) -> None:
    case = _case(path)
    outer = [str(item.outer) for item in (*case.agencies.values(), *case.parties.values())]
    outer += [str(agency.again) for agency in case.agencies.values()]
    for kind in INSTRUMENTS:
        for document in documents(path, kind):
            # 母婴室建设 quotes 妇女联合会 and the like, never an outer name.
            assert [name for name in outer if name in text_of(document)] == []


NAMED = [
    ("母婴室建设", "recommendation", "青川万汇商业管理有限公司"),
    ("母婴室建设", "hearing-notice", "云江省青川市临河区卫生健康委员会"),
    ("危废倾倒", "recommendation", "钱大鹏"),
    ("危废倾倒", "case-filing-decision", "平澜市恒润金属表面处理有限公司"),
    ("个人信息", "recommendation", "陆婉清"),
    ("个人信息", "proof-of-service", "澄湖市知禾信息技术有限公司"),
]


@pytest.mark.parametrize(("record", "kind", "name"), NAMED)
def test_an_instrument_holds_the_real_name(record: str, kind: str, name: str) -> None:
    path = next(path for path in SAMPLES if path.stem == record)
    assert any(name in text_of(document) for document in documents(path, kind))


@pytest.mark.parametrize("path", SAMPLES, ids=stem)
def test_the_published_case_introduces_the_office_exactly_once(path: Path) -> None:
    case = _case(path)
    full = str(case.procuratorate)
    (document,) = documents(path, "typical-case")
    title, *rest = text_of(document).split("\n")
    body = "\n".join(rest)
    assert title.startswith(full)
    assert body.count("（以下简称") == 1
    assert body.count(f"{full}（以下简称") == 1
    assert body.count(full) == 1
    assert "本院" not in body
    short = body.partition("（以下简称")[2].partition("）")[0]
    assert body.count(short) >= 5


@pytest.mark.parametrize("path", SAMPLES, ids=stem)
def test_the_published_case_names_an_agency_in_full_once_and_then_by_its_second_name(path: Path) -> None:
    (document,) = documents(path, "typical-case")
    for agency in _case(path).agencies.values():
        text = text_of(document)
        assert text.count(str(agency.outer)) == 1
        assert text.index(str(agency.outer)) < text.index(str(agency.again))


def test_persons_whom_no_paper_refers_to_stand_in_none() -> None:
    path = next(path for path in SAMPLES if path.stem == "母婴室建设")
    for kind in (*INSTRUMENTS, *PUBLIC):
        for document in documents(path, kind):
            assert "罗静宜" not in text_of(document)
            assert "罗某" not in text_of(document)
