"""How many modules of docgen a paper walks through: ``python -m tests.benchmarks.entered [-v] [REVISION …]``.

A module is **entered** where a code object of it other than the module's own body runs: a function, a method, a
lambda, a comprehension, or the body of a class, which counts because making a class is work for the start of every
letter. So a module of constants that is merely imported is not entered; a module of frozen classes is. A profiler
(``sys.setprofile``, in every thread) counts in the process that makes the paper, from the command line's entry point
on; processes that it starts are not followed, and nothing is kept from earlier runs. On revision 7dfd67e it finds 109
for the letter, 119 for the public paper and 144 for the kit; with the command line's own modules loaded before the
profiler begins, it would be 106 for the letter and 142 for the kit.

REVISION is a commit, or "." for the working tree, which is counted where nothing is said. ``-v`` lists the modules.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.revisions import ROOT, WORKTREE, code_of, environment, name_of

CASE = "cases/示例/危废倾倒.yaml"
PAPERS = {
    "one internal letter (DOCX)": ("render", CASE, "--as", "recommendation", "--format", "docx"),
    "one public paper (DOCX)": ("render", CASE, "--as", "typical-case", "--format", "docx"),
    "the Beijing kit": ("build", "cases/北京妇女权益/发布会.yaml"),
}
COUNTED = """
import json, sys, threading
from docgen.cli import main
code, told, *arguments = sys.argv[1:]
inside, found = code + "/docgen/", set()

def entered(frame, event, _):
    body = frame.f_code
    if event == "call" and body.co_name != "<module>" and body.co_filename.startswith(inside):
        found.add(body.co_filename[len(inside):])

threading.setprofile(entered)
sys.setprofile(entered)
try:
    main(arguments)
finally:
    sys.setprofile(None)
    with open(told, "w", encoding="utf-8") as out:
        json.dump(sorted(found), out)
"""


def entered(code: Path, arguments: Sequence[str], repository: Path = ROOT) -> list[str]:
    """The modules of the docgen in *code*, as paths, that are entered when it is called with *arguments*.

    The records are those of *repository*, in a copy: a process finds the code that lies in its own folder first.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(repository / "cases", folder / "cases")
        shutil.copy(repository / "docgen.yaml", folder)
        told = folder / "entered.json"
        command = [sys.executable, "-c", COUNTED, str(code), str(told), *arguments, "-o", str(folder / "出")]
        done = subprocess.run(
            command, cwd=folder, env=environment(code), capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        found: list[str] = json.loads(told.read_text(encoding="utf-8"))
        return found


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.entered")
    parser.add_argument("revisions", nargs="*", default=[WORKTREE], help="commits; . is the working tree")
    parser.add_argument("-v", "--verbose", action="store_true", help="list the modules")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        for revision in asked.revisions:
            code = code_of(revision, Path(name))
            print(f"Modules entered, {name_of(revision)}")
            for paper, arguments in PAPERS.items():
                found = entered(code, arguments)
                print(f"  {paper:<28}{len(found):>5}")
                if asked.verbose:
                    print("".join(f"      {module}\n" for module in found), end="")


if __name__ == "__main__":
    main()
