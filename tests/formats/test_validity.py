"""Every Word file against its schema and semantics, by two independent checkers, with faults planted in between.

The Open XML SDK (fetched by .ci/validator.py) and openxml-audit. Valid is not yet “as meant”:
what the pages look like is looked at elsewhere.
"""

from __future__ import annotations

import importlib.util
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest
from helpers import KINDS, RECORDS, ROOT, finished, stem
from openxml_audit import OpenXmlValidator

from docgen.formats import WRITERS
from docgen.page.norm.model import Norm
from docgen.papers import make
from formats.torture import named, norms, torture

SECONDS = 60
TOO_STRICT = ("relationships/theme' is missing",)
"""What openxml-audit finds and neither the SDK nor Word asks for: a theme, of which nothing would be used."""

Check = Callable[[Path], list[str]]


def ci(name: str) -> ModuleType:
    """A module of the set-up scripts."""
    folder = str(ROOT / ".ci")
    if folder not in sys.path:
        sys.path.append(folder)
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sdk() -> Check:
    """What the Open XML SDK finds in a file."""
    program = ci("validator").find_validator()
    if program is None:
        pytest.skip("没有核对 DOCX 的程序：请安装 npm 后运行 .ci/setup.py --dev")

    def check(path: Path) -> list[str]:
        done = subprocess.run([program, str(path)], capture_output=True, check=False, timeout=SECONDS)
        found = json.loads(done.stdout)
        assert found["ok"] == (not found["errors"])
        return [f"{path.stem}: {one['id']} {one['path']} {one['description']}" for one in found["errors"]]

    return check


def audit(path: Path) -> list[str]:
    """What openxml-audit finds in a file, without what is known to be too strict."""
    found = OpenXmlValidator().validate(path)
    texts = [f"{path.stem}: {one.description}" for one in found.errors]
    return [text for text in texts if not any(known in text for known in TOO_STRICT)]


@pytest.mark.parametrize("record", RECORDS, ids=stem)
def test_every_paper_is_valid(record: Path, sdk: Check, tmp_path: Path) -> None:
    space = make.workspace(record)
    written = []
    for kind in KINDS:
        for number, item in enumerate(finished(record, kind)):
            if item.document is not None:
                written.append(tmp_path / f"{kind}-{number}.docx")
                written[-1].write_bytes(make.to_bytes(item.document, "docx", space))
    assert len(written) >= 2
    with ThreadPoolExecutor(2) as pool:
        assert [text for texts in pool.map(sdk, written) for text in texts] == []


@pytest.fixture(params=norms(), ids=named)
def everything(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file with every role and every node of a norm."""
    norm: Norm = request.param
    path = tmp_path / f"{norm.name}.docx"
    path.write_bytes(WRITERS["docx"].write(torture(norm), norm))
    return path


def test_every_role_and_node_is_valid(everything: Path, sdk: Check) -> None:
    assert sdk(everything) == []
    assert audit(everything) == []


# — the checkers can fail —

FAULTS: dict[str, tuple[str, str]] = {
    "an element out of order": (r"(<w:pStyle [^>]*/>)(<w:keepNext/>)", r"\2\1"),
    "a value that there is not": (r"<w:vAlign w:val=\"center\"/>", r'<w:vAlign w:val="middling"/>'),
    "a bookmark number given twice": (r"<w:bookmarkStart w:id=\"2\"", r'<w:bookmarkStart w:id="1"'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_by_both(fault: str, sdk: Check, tmp_path: Path) -> None:
    norm = norms()[0]
    source = zipfile.ZipFile(io.BytesIO(WRITERS["docx"].write(torture(norm), norm)))
    path = tmp_path / "fault.docx"
    with zipfile.ZipFile(path, "w") as changed:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                text, times = re.subn(*FAULTS[fault], data.decode(), count=1)
                assert times == 1
                data = text.encode()
            changed.writestr(name, data)
    assert sdk(path)
    assert audit(path)
