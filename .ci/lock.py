#!/usr/bin/env python3
"""Write the locks .ci/locked-*.txt: each package at its version of constraints.txt, with the hashes of all its files.

Run by .ci/lock. The lists hold for every Python from 3.10 on, on Linux, macOS and Windows: what only some need has a
condition. uv, which resolves for all of them at once, is installed into a folder that is gone afterwards, by hash too.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from console import ROOT, SetupError, run, run_twice, say, tail

CI = ROOT / ".ci"
LOCKS = {
    "locked-pip.txt": ["requirements-pip.txt"],
    "locked-lock.txt": ["requirements-lock.txt"],
    "locked-run.txt": ["../pyproject.toml", "requirements-build.txt"],
    "locked-dev.txt": ["../pyproject.toml", "requirements-build.txt", "requirements-dev.txt"],
}
"""Lock → the lists that it is made from."""
HEAD = "# Made by sh .ci/lock from {} and constraints.txt. Not to be changed by hand.\n"


def tool(folder):
    """Install uv into the *folder*; return its path."""
    worked, output = run([sys.executable, "-m", "venv", folder])
    if worked:
        words = ["--only-binary", ":all:", "--require-hashes", "-r", CI / "locked-lock.txt"]
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        worked, output = run_twice([python, "-m", "pip", "install", "-q", *words])
    if not worked:
        raise SetupError("没有装上 uv：\n" + tail(output))
    return python.with_name("uv")


def locked(uv, sources, into):
    """Return the lines of the lock of *sources*; raises SetupError where they fit together on no machine."""
    lists = [(CI / name).resolve().relative_to(ROOT) for name in sources]
    words = ["--universal", "--python-version", "3.10", "--generate-hashes", "--no-header", "--no-annotate"]
    command = [uv, "pip", "compile", "-q", *lists, "-c", CI / "constraints.txt", *words, "-o", into]
    worked, output = run_twice(command)
    if not worked:
        raise SetupError("版本合不到一起，uv 的原话：\n" + tail(output))
    names = "、".join(str(path) for path in lists).replace("、", ", ")
    return HEAD.format(names) + Path(into).read_text("utf-8")


def main():
    """Write what differs, or with --check only say it."""
    parser = argparse.ArgumentParser(description="重写 .ci/locked-*.txt：每个包的版本和每个文件的哈希")
    parser.add_argument("--check", action="store_true", help="只比对，不写")
    arguments = parser.parse_args()
    stale = []
    try:
        with tempfile.TemporaryDirectory() as scratch:
            uv = tool(Path(scratch) / "uv")
            for name, sources in LOCKS.items():
                text = locked(uv, sources, Path(scratch) / name)
                path = CI / name
                if not path.exists() or path.read_text("utf-8") != text:
                    stale.append(name)
                    if not arguments.check:
                        path.write_text(text, "utf-8")
    except (SetupError, OSError) as error:
        say(f"没有做成：{error}")
        return 1
    said = "过时了，请运行 sh .ci/lock" if arguments.check else "重写了"
    say("{}：{}".format(said, "、".join(stale)) if stale else "锁定的清单都是新的")
    return int(arguments.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
