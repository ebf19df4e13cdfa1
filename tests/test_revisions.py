"""Tools that hold two revisions against each other tell every difference, and only differences."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest

import docgen
from tests import compare_revisions
from tests.benchmarks import entered, real, sides
from tests.compare_revisions import Difference, Made
from tests.revisions import WORKTREE, code_of, name_of

FAKE = """
import pathlib, sys
arguments = sys.argv[1:]
if arguments[0] == "templates":
    print("letter 信 内部")
else:
    folder = pathlib.Path(arguments[arguments.index("-o") + 1])
    if not folder.suffix:
        folder.mkdir(exist_ok=True)
        (folder / "信.txt").write_text(WORDS)
        (folder / ".docgen.json").write_text(WORDS + "x")
    print("一份，0.1 秒")
"""
"""A docgen that makes one letter of WORDS, whatever it is asked."""


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=甲", "-c", "user.email=a@example.org", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose one commit makes a letter that says 旧."""
    for name in ("docgen", "templates", "cases"):
        (tmp_path / name).mkdir()
    (tmp_path / "docgen.yaml").write_text("", encoding="utf-8")
    (tmp_path / "docgen" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "templates" / "信.j2").write_text("", encoding="utf-8")
    (tmp_path / "cases" / "甲.yaml").write_text("", encoding="utf-8")
    (tmp_path / "cases" / "乙.yaml").write_text("", encoding="utf-8")
    says(tmp_path, "旧")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "old")
    return tmp_path


def says(repository: Path, words: str) -> None:
    (repository / "docgen" / "__main__.py").write_text(f"WORDS = {words!r}\n{FAKE}", encoding="utf-8")


def test_a_revision_against_itself_is_equal(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count, found = compare_revisions.compare("HEAD", "HEAD", repository, only="甲")
    assert (count > 0, found) == (True, [])
    assert compare_revisions.told(count, found, []) == 0
    assert capsys.readouterr().out == f"{count} files: all byte-equal\n"


def test_a_changed_letter_is_told_for_every_run(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    says(repository, "新")
    count, found = compare_revisions.compare("HEAD", WORKTREE, repository, only="甲")
    letters = [one for one in found if one.where.endswith("/信.txt")]
    ledgers = [one for one in found if compare_revisions.remembered(one)]
    assert (len(letters), len(ledgers), len(found)) == (count // 2, count // 2, count)
    assert "-旧" in letters[0].why
    assert "+新" in letters[0].why
    assert compare_revisions.told(count, found, []) == 1
    assert f"{len(letters)} differences that nobody has explained" in capsys.readouterr().out
    assert compare_revisions.told(count, found, [("*/信.txt", "a new word")]) == 0


def test_files_messages_and_exit_codes_differ() -> None:
    old, new = Made({"甲": b"1", "乙": b"2"}, "一\n二\n", 0), Made({"乙": b"2", "丙": b"3"}, "二\n一\n", 1)
    assert list(compare_revisions.differences("步", old, new)) == [
        Difference("步/丙", "only in the head"),
        Difference("步/甲", "only in the base"),
        Difference("步: exit code", "0, now 1"),
        Difference("步: messages", "the same lines in another order"),
    ]


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in members.items():
            package.writestr(zipfile.ZipInfo(f"材料/{name}.json"), text)
    return out.getvalue()


@pytest.mark.parametrize(("changed", "apart"), [({"清单": "新"}, True), ({"清单": "新", "议程": "新"}, False)])
def test_a_zip_is_apart_only_where_nothing_but_its_manifest_differs(changed: dict[str, str], apart: bool) -> None:
    old = zipped(清单="旧", 议程="旧")
    (found,) = compare_revisions.differences(
        "步",
        Made({"全套.zip": old}, "", 0),
        Made({"全套.zip": zipped(**{"清单": "旧", "议程": "旧"} | changed)}, "", 0),
    )
    assert compare_revisions.remembered(found) is apart


def test_bytes_that_are_no_text_are_told_by_their_first_difference() -> None:
    assert compare_revisions.unlike(b"\xff\x00a", b"\xff\x00bc") == "3 bytes, now 4, different from byte 2 on"


def test_a_revision_that_is_none_is_said(repository: Path) -> None:
    with pytest.raises(SystemExit, match="no such revision: 没有"):
        name_of("没有", repository)


def test_code_of_a_commit_is_not_that_of_the_working_tree(repository: Path, tmp_path: Path) -> None:
    says(repository, "新")
    assert "旧" in (code_of("HEAD", tmp_path / "code", repository) / "docgen" / "__main__.py").read_text("utf-8")
    assert code_of(WORKTREE, tmp_path / "code", repository) == repository


def test_functions_and_classes_enter_a_module_and_constants_do_not(repository: Path) -> None:
    command_line = repository / "docgen" / "cli"
    command_line.mkdir()
    modules = {
        "__init__": "def main(arguments):\n    from docgen.cli import called, classes, constants\n    called.call()\n",
        "called": "def call(): pass\n",
        "classes": "class Kind: pass\n",
        "constants": "ONE = 1\ndef never(): pass\n",
    }
    for name, text in modules.items():
        (command_line / f"{name}.py").write_text(text, encoding="utf-8")
    assert entered.entered(repository, ["render"], repository) == [
        f"cli/{name}.py" for name in ("__init__", "called", "classes")
    ]


def test_a_record_of_real_size_gives_two_letters_of_five_pages(tmp_path: Path) -> None:
    real.write(tmp_path, 1)
    record = tmp_path / "案" / "00001.yaml"
    assert 180 <= record.read_text(encoding="utf-8").count("\n") <= 200
    documents = docgen.render(record, "recommendation", final=True)
    pages = [len(pypdfium2.PdfDocument(docgen.write(document, "pdf"))) for document in documents]
    assert pages == [real.PAGES] * real.LETTERS


def test_both_sides_are_measured_in_turns(tmp_path: Path) -> None:
    asked: list[str] = []

    def measure(side: sides.Side) -> float:
        asked.append(side.name)
        return float(len(asked))

    pair = [sides.Side(name, tmp_path, tmp_path) for name in ("甲", "乙")]
    assert sides.medians(measure, pair, 3) == [5.0, 6.0]
    assert asked == ["甲", "乙"] * 4
