"""A library that is missing is told by name with what to install, by the doctor and by whatever command needs it."""

from __future__ import annotations

import re
import sys
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT, process
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from docgen.building.run import _stops_kit
from docgen.building.worker import Result
from docgen.core import libraries
from docgen.core.libraries import INDIRECT, OPTIONAL, REQUIRED, Library, lacking, suits
from docgen.core.source import Span
from docgen.papers.templates.faults import problems_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Cli = Any
SAMPLE = ROOT / "cases" / "示例" / "母婴室建设.yaml"
EVERY = [*REQUIRED, *INDIRECT]


def declared() -> tuple[list[Requirement], list[Requirement]]:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = [text for group in data["optional-dependencies"].values() for text in group]
    return [Requirement(text) for text in data["dependencies"]], [Requirement(text) for text in extra]


GONE = """
import sys
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name in {names!r}:
            raise ModuleNotFoundError("No module named " + repr(name), name=name)
sys.meta_path.insert(0, Gone())
"""


def without(folder: Path, *modules: str) -> dict[str, str]:
    """The environment of a machine that lacks *modules*: Python looks into *folder* when it starts."""
    (folder / "sitecustomize.py").write_text(GONE.format(names=modules), encoding="utf-8")
    return {"PYTHONPATH": f"{folder}:{ROOT}"}


# — the table —


def test_the_table_is_what_the_project_declares() -> None:
    for known, asked in zip((REQUIRED, OPTIONAL), declared(), strict=True):
        assert {one.name: set(filter(None, one.needs.split(","))) for one in known} == {
            canonicalize_name(one.name): {str(bound) for bound in one.specifier} for one in asked
        }


def test_what_the_libraries_ask_for_is_in_the_table() -> None:
    waiting, seen = declared()[0], set()
    while waiting:
        one = waiting.pop()
        extras = ["", *one.extras]
        for text in metadata.requires(one.name) or []:
            need = Requirement(text)
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras):
                waiting += [] if str(need) in seen else [need]
                seen.add(str(need))
    assert {canonicalize_name(Requirement(text).name) for text in seen} <= {one.name for one in EVERY}


@pytest.mark.parametrize("library", EVERY, ids=lambda one: one.name)
def test_each_name_is_that_of_its_module(library: Library) -> None:
    import_module(library.module)
    owners = {canonicalize_name(name) for name in metadata.packages_distributions()[library.module]}
    assert owners == {library.name}


@pytest.mark.parametrize(
    ("version", "needs", "good"),
    [
        ("5.2", ">=5.2,<6", True),
        ("5.10.1", ">=5.2,<6", True),
        ("5.1.9", ">=5.2,<6", False),
        ("6", ">=5.2,<6", False),
        ("10.13.0.post1", ">=10", True),
        ("6.0", ">=6", True),
        ("0.24rc1", ">=0.24", True),
        ("1", "", True),
    ],
)
def test_a_version_is_compared_by_its_figures(version: str, needs: str, good: bool) -> None:
    assert suits(version, needs) == good


# — the doctor —


@pytest.mark.parametrize("library", EVERY, ids=lambda one: one.name)
def test_the_doctor_names_each_library_that_is_missing(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    found = metadata.version

    def version(name: str) -> str:
        if canonicalize_name(name) == library.name:
            raise metadata.PackageNotFoundError(name)
        return found(name)

    monkeypatch.setitem(sys.modules, library.module, None)
    monkeypatch.setattr(metadata, "version", version)
    ran = cli("doctor")
    assert ran.code == 5
    assert f"× {library.name}：没有安装（{library.use}）" in ran.result
    assert library.install in ran.result and f"缺的轮子是 {library.wheel}-….whl；" in ran.result
    assert "还不能生成文书" in ran.talk


def test_the_doctor_tells_what_is_too_old_or_too_new(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    found = metadata.version
    odd = {"weasyprint": "60.1", "typer": "0.27.0"}
    monkeypatch.setattr(metadata, "version", lambda name: odd.get(name) or found(name))
    ran = cli("doctor")
    assert ran.code == 5
    assert "× weasyprint：60.1，要 >=70,<71" in ran.result and "× typer：0.27.0，要 >=0.24,<0.26" in ran.result
    assert ran.result.count("×") == 2


def test_the_doctor_tells_a_wheel_of_another_machine(tmp_path: Path) -> None:
    (tmp_path / "pikepdf.py").write_text("raise ImportError('wrong ELF class', name='pikepdf._core')", "utf-8")
    (tmp_path / "pypdfium2.py").write_text("raise OSError('invalid ELF header')", "utf-8")
    ran = process(["doctor"], tmp_path, {"PYTHONPATH": f"{tmp_path}:{ROOT}"})
    assert ran.code == 5
    assert f"× pikepdf：{libraries.UNFIT}" in ran.result and f"× pypdfium2：{libraries.UNFIT}" in ran.result


def test_the_doctor_asks_for_the_wheel_that_is_missing_and_not_for_the_one_that_needs_it(tmp_path: Path) -> None:
    ran = process(["doctor"], tmp_path, without(tmp_path, "pyphen", "markupsafe"))
    assert ran.code == 5
    assert "× weasyprint：装了却用不了：缺少组件 pyphen（weasyprint 要用）" in ran.result
    assert "缺的轮子是 markupsafe-….whl、pyphen-….whl；" in ran.result


def test_the_doctor_tells_all_even_where_he_cannot_come_himself(tmp_path: Path) -> None:
    for gone in (("typer", "docxtpl", "mdurl"), ("click", "yaml")):
        ran = process(["doctor"], tmp_path, without(tmp_path, *gone))
        names = [one.name for one in EVERY if one.module in gone]
        assert ran.code == 5 and "E003" not in ran.talk and "Traceback" not in ran.talk
        for name in names:
            assert f"缺少组件 {name}" in ran.talk


def test_a_library_for_many_machines_is_no_fault(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    found = metadata.version

    def version(name: str) -> str:
        if name == "distributed":
            raise metadata.PackageNotFoundError(name)
        return found(name)

    monkeypatch.setattr(metadata, "version", version)
    ran = cli("doctor")
    assert ran.code == 0
    assert "△ distributed：没有安装（分给几台机器做时才要）" in ran.result


# — every command —


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("typer", ["--help"]),
        ("click", ["render", SAMPLE, "--as", "检察建议书"]),
        ("yaml", ["check", SAMPLE]),
        ("jinja2", ["render", SAMPLE, "--as", "检察建议书"]),
        ("markupsafe", ["render", SAMPLE, "--as", "检察建议书"]),
        ("chinese_calendar", ["check", SAMPLE]),
        ("chinese_calendar", ["ledger", SAMPLE, "--samples", "-o", "台账.xlsx"]),
        ("openpyxl", ["ledger", SAMPLE, "--samples", "-o", "台账.xlsx"]),
        ("pebble", ["build", SAMPLE, "--as", "检察建议书", "-j", "2"]),
        ("lxml", ["import", "稿.docx", "--to", "出"]),
        ("budoux", ["render", SAMPLE, "--as", "检察建议书", "--format", "html"]),
        ("weasyprint", ["render", SAMPLE, "--as", "检察建议书", "--format", "pdf"]),
        ("cffi", ["render", SAMPLE, "--as", "检察建议书", "--format", "pdf"]),
        ("pycparser", ["render", SAMPLE, "--as", "检察建议书", "--format", "pdf"]),
        ("fontTools", ["render", SAMPLE, "--as", "检察建议书", "--format", "pdf"]),
        ("uharfbuzz", ["render", SAMPLE, "--as", "检察建议书", "--format", "pdf"]),
        ("pikepdf", ["render", SAMPLE, "--as", "典型案例", "--format", "pdf"]),
        ("docxtpl", ["render", SAMPLE, "--as", "检察建议书", "--template", "稿.docx"]),
        ("docx", ["render", SAMPLE, "--as", "检察建议书", "--template", "稿.docx"]),
    ],
)
def test_a_command_names_the_library_that_it_lacks(tmp_path: Path, module: str, arguments: list[str | Path]) -> None:
    import docx

    letter = docx.Document()
    letter.add_paragraph("本院查明：｛查明｝")
    letter.save(str(tmp_path / "稿.docx"))
    bin_ = tmp_path / "库"
    bin_.mkdir()
    ran = process(arguments, tmp_path, without(bin_, module))
    (library,) = [one for one in EVERY if one.module == module]
    assert ran.code == 5, ran.talk
    assert re.search(rf"错误 E001 缺少组件 {re.escape(library.name)}（", ran.talk), ran.talk
    assert library.install in ran.talk
    assert not re.search("E003|Traceback|T006", ran.talk), ran.talk


def told(fault: BaseException) -> str:
    found = lacking(fault)
    return found.message if found else ""


def test_what_python_itself_lacks_is_no_wheel() -> None:
    assert told(ModuleNotFoundError("No module named '_ctypes'", name="_ctypes")) == (
        "这台电脑的 Python 不完整，缺少它自己的 _ctypes"
    )


def test_a_module_of_docgens_own_is_no_library() -> None:
    assert lacking(ModuleNotFoundError("No module named 'docgen.none'", name="docgen.none")) is None
    assert lacking(KeyError("甲")) is None


def test_an_import_that_was_tried_and_done_without_is_not_blamed() -> None:
    fault = KeyError("甲")
    fault.__context__ = ModuleNotFoundError("No module named 'lxml'", name="lxml")
    fault.__suppress_context__ = True
    assert lacking(fault) is None


def test_a_template_is_not_blamed_for_a_library() -> None:
    fault = ModuleNotFoundError("No module named 'lxml'", name="lxml")
    with pytest.raises(ModuleNotFoundError):
        problems_of(fault, "甲.j2", None)
    (found,) = problems_of(KeyError("甲"), "甲.j2", None)
    assert found.code == "T006"


@pytest.mark.parametrize(("place", "stops"), [(None, False), (Span("案件.yaml"), True)])
def test_a_kit_goes_on_without_pdf_and_stops_without_papers(place: Span | None, stops: bool) -> None:
    fault = lacking(ModuleNotFoundError("No module named 'lxml'", name="lxml"), place)
    assert fault is not None
    assert _stops_kit(Result((), (fault,))) == stops
