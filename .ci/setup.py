#!/usr/bin/env python3
"""Make .venv/ in the project root and install docgen into it; with --dev also all that the tests need.

Standard library only. The syntax stays that of Python 3.6, so that an old Python can say that it is too old.
A second run with nothing changed takes a fraction of a second.
"""

import argparse
import hashlib
import importlib.util
import os
import re
import sys
import tempfile
from pathlib import Path

from console import ROOT, SetupError, run, run_twice, say, tail
from getfonts import ensure_fonts
from getpip import OLDEST_PIP, download_pip, pip_config_files, pip_settings
from system import apt_install, ensure_system_packages, permit
from validator import ensure_validator

CI = ROOT / ".ci"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "docgen-setup"  # two lines: fingerprint and "run" or "dev"; the project's folder


def pip_environment():
    """Return the environment for pip: the user's own, less what would lead it out of .venv or make it ask."""
    environ = {name: value for name, value in os.environ.items() if name not in ("PIP_TARGET", "PIP_PREFIX")}
    environ.update(PIP_USER="0", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1", PYTHONUTF8="1")
    # What is built from source fetches tools of its own, which no lock holds: only whoever asks for it gets it.
    if not environ.get("PIP_NO_BINARY"):
        environ["PIP_ONLY_BINARY"] = ":all:"
    return environ


def pip_version():
    """Return the version of the pip in .venv, or an empty tuple if there is none."""
    worked, output = run([PYTHON, "-m", "pip", "--version"])
    match = re.match(r"pip (\d+)\.(\d+)(?:\.(\d+))?", output) if worked else None
    return tuple(int(number or 0) for number in match.groups()) if match else ()


def bootstrap_pip():
    """Put pip into a .venv that was made without it."""
    say("Python 没有带 pip，正在取得 ……")
    settings = pip_settings(os.environ, pip_config_files(os.environ, Path.home()))
    with tempfile.TemporaryDirectory() as folder:
        wheel = download_pip(folder, settings)
        worked, output = run([PYTHON, wheel / "pip", "install", "--no-index", wheel], pip_environment())
    if not worked:
        raise SetupError("没能把 pip 装进 .venv：\n" + tail(output))


def make_venv():
    """Make .venv with a pip in it, by the gentlest way that works here."""
    say(f"建立虚拟环境 .venv（Python {sys.version.split()[0]}）……")
    VENV.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "venv", "--clear", VENV]
    complete = importlib.util.find_spec("ensurepip") is not None
    if complete and run(command)[0]:
        return
    worked, output = run([*command, "--without-pip"])
    fault = SetupError("没能建立虚拟环境 .venv：\n" + tail(output))
    if worked:
        try:
            bootstrap_pip()
            return
        except SetupError as error:
            fault = error
    # Debian keeps the missing parts of its Python in a package of their own.
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if complete or not sys.executable.startswith("/usr/bin/") or not apt_install([package])[0] or not run(command)[0]:
        raise fault


def pip_install(*arguments):
    """Install into .venv."""
    worked, output = run_twice([PYTHON, "-m", "pip", "install", "-q", *arguments], pip_environment())
    if worked:
        return
    output = re.sub(r"(?m)^WARNING: (Retrying \(Retry\(total=[1-9]|Location .* is ignored).*\n", "", output)
    why = "多半是网络不通：请检查网络，或用环境变量 PIP_INDEX_URL 指定能用的镜像，然后再运行一次。"
    if "DO NOT MATCH THE HASHES" in output:
        why = "取到的文件和锁定的哈希不一样，没有装：镜像里的文件被换过或者没有下完整，请换一个镜像（PIP_INDEX_URL）。"
    elif "No matching distribution" in output:
        why = "软件包索引里没有这台电脑能用的文件：请换一个镜像（PIP_INDEX_URL）；没有现成文件的系统，要自己编译，先运行 export PIP_NO_BINARY=:none:。"
    raise SetupError(f"依赖没有装上。{why}\n  pip 的原话：\n" + tail(output))


def install_locked(kind):
    """Install into .venv what the lock of *kind* lists: no file but those whose hashes stand there."""
    pip_install("--require-hashes", "-r", CI / f"locked-{kind}.txt")


def fingerprint():
    """Return a hash of all that decides what .venv must hold."""
    files = [ROOT / "pyproject.toml", CI / "setup.py", *sorted(CI.glob("*.txt"))]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def ensure_venv(dev):
    """Bring .venv up to date; do nothing if it is."""
    wanted = fingerprint()
    stamp = STAMP.read_text("utf-8").splitlines() if STAMP.exists() else ["none run", str(ROOT)]
    held, kind = stamp[0].split()
    works, _ = run([PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 10))"])
    reusable = works and stamp[1] == str(ROOT)  # a .venv that was moved has wrong paths in it
    if reusable and held == wanted and (kind == "dev" or not dev):
        return
    if not reusable or not pip_version():
        make_venv()
        kind = "run"
    say("安装依赖（第一次约需一分钟）……")
    if pip_version() < OLDEST_PIP:
        install_locked("pip")
    kind = "dev" if dev else kind
    # Up to 0.1.0 the distribution had another name; it goes first, for its list of files holds the command too.
    run([PYTHON, "-m", "pip", "uninstall", "-q", "-y", "docgen"], pip_environment())
    install_locked(kind)
    # The project itself: it is here already, and so is all that it needs.
    pip_install("--no-index", "--no-deps", "--no-build-isolation", "-e", ".")
    point_home()
    STAMP.write_text(f"{wanted} {kind}\n{ROOT}\n", "utf-8")


def point_home():
    """Write the way from .venv to the project as a relative path.

    Python reads it in the encoding of the locale: under LC_ALL=C a project folder with a
    Chinese name would stop the interpreter at its very start.
    """
    for link in VENV.glob("**/site-packages/_editable_impl_jiancha_docgen.pth"):
        link.write_text(os.path.relpath(ROOT, link.parent) + "\n", "utf-8")


def fetch_fonts():
    """Fetch the free fonts; without them only what needs them is skipped, so a fault here stops nothing."""
    try:
        ensure_fonts()
    except (SetupError, OSError) as error:
        say(f"没有取到 Fandol 字体：{error}")
        say("  现在先往下走；用到它们的测试会跳过，并说明原因。以后可以运行 sh .ci/fonts 再取。")


def main():
    """Read the command line, set up, and turn every fault into a plain message."""
    parser = argparse.ArgumentParser(description="在项目目录的 .venv 里装好 docgen")
    parser.add_argument("--dev", action="store_true", help="连同测试要用的一起装")
    parser.add_argument("--yes", action="store_true", help="缺少的系统软件直接装，不问")
    arguments = parser.parse_args()
    if arguments.yes:
        permit()
    try:
        ensure_venv(arguments.dev)
        if arguments.dev:
            ensure_system_packages()
            ensure_validator()
            fetch_fonts()
    except SetupError as error:
        say(f"没有装成：{error}")
        return 1
    except PermissionError as error:
        say(f"没有装成：没有权限写 {error.filename or ROOT}")
        return 1
    except OSError as error:
        say(f"没有装成：{error.filename or ROOT}：{error.strerror or error}")
        return 1
    except KeyboardInterrupt:
        say("已中断；再运行一次就会接着装好。")
        return 130
    return 0


if __name__ == "__main__":
    if sys.version_info < (3, 10):  # noqa: UP036
        say(f"docgen 需要 Python 3.10 或更高的版本，现在是 {sys.version.split()[0]}。")
        sys.exit(1)
    sys.exit(main())
