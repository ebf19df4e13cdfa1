#!/usr/bin/env python3
"""Fetch the Fandol fonts out of Debian's texlive-lang-chinese, without TeX, and tell fontconfig what they stand for.

The package is downloaded and unpacked, not installed: of its 49 MB only six files are kept. They
lie in one folder per user, which docgen's layout, its PDF and (through fonts.conf there) LibreOffice use.
Standard library only; the syntax stays that of Python 3.6.
"""

import argparse
import os
import pwd
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from console import SetupError, run, run_twice, say, tail
from system import allowed, root_prefix

PACKAGE = "texlive-lang-chinese"
FILES = {
    "FandolFang-Regular.otf": 6961384,
    "FandolHei-Regular.otf": 5808908,
    "FandolHei-Bold.otf": 3581972,
    "FandolKai-Regular.otf": 7790552,
    "FandolSong-Regular.otf": 4947904,
    "FandolSong-Bold.otf": 5777588,
}
"""File → its size in version 0.3 of 2015, the last one."""
STANDS_FOR = {
    "FandolFang": ("仿宋_GB2312", "仿宋", "FangSong"),
    "FandolKai": ("楷体_GB2312", "楷体", "KaiTi"),
    "FandolHei": ("黑体", "SimHei"),
    "FandolSong": ("宋体", "SimSun"),
}
HEAVY = ("方正小标宋简体", "FZXiaoBiaoSong-B05S")
"""What the bold face of FandolSong stands for."""
RARE = "Noto Serif CJK SC"
"""Has the characters that Fandol lacks, in their mainland forms; unasked, fontconfig takes the Japanese ones."""


def folder():
    """Return the folder of docgen's fonts; docgen.page.fonts looks in the same place."""
    return Path(os.environ.get("DOCGEN_FONTS") or Path.home() / ".local" / "share" / "docgen" / "fonts").absolute()


def missing(there):
    """Return the names of the files that are not there whole."""
    return [
        name for name, size in FILES.items() if not (there / name).exists() or (there / name).stat().st_size != size
    ]


def fontconfig(there):
    """Return a configuration for fontconfig: the system's own, this folder, and Fandol after each official name.

    All Fandol faces call themselves regular, so the bold ones are told apart here. LibreOffice
    finds a stand-in only through fontconfig, never through the names that a Word file gives.
    """
    rows = []
    for name, standing in [(name, one) for name, ones in STANDS_FOR.items() for one in ones]:
        # In one edit: a second one would go before the first.
        rows.append(match("pattern", [("family", standing)], [("family", "append", string(name) + string(RARE))]))
    for standing in HEAVY:
        edits = [("family", "append", string("FandolSong")), ("weight", "assign", "<const>bold</const>")]
        rows.append(match("pattern", [("family", standing)], edits))
    for name in ("FandolSong", "FandolHei"):
        rows.append(match("scan", [("family", name), ("style", "Bold")], [("weight", "assign", "<const>bold</const>")]))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
        "<dir>{}</dir>\n{}\n</fontconfig>\n".format(escape(str(there)), "\n".join(rows))
    )


def string(text):
    """Return *text* as a value of fontconfig."""
    return f"<string>{text}</string>"


def match(target, tests, edits):
    """Return one rule of fontconfig."""
    asked = "".join(f'<test name="{name}">{string(value)}</test>' for name, value in tests)
    done = "".join('<edit name="{}" mode="{}" binding="same">{}</edit>'.format(*edit) for edit in edits)
    return f'<match target="{target}">{asked}{done}</match>'


def download(into):
    """Put the package into the folder *into*; return its path."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise SetupError(
            "这台电脑没有 apt-get，取不到 Fandol 字体。请把 {} 放到 {}，"
            "或者装上方正小标宋简体、仿宋_GB2312 等字体。".format("、".join(FILES), folder())
        )
    with tempfile.TemporaryDirectory(prefix="docgen-fonts-") as there:
        hand_to_apt(there)
        command = ["apt-get", "-q", "download", PACKAGE]
        worked, output = run_twice(command, cwd=there)
        prefix = root_prefix()
        if not worked and prefix is not None and allowed(" ".join([*prefix, "apt-get update"])):
            run([*prefix, "apt-get", "-q", "update"])
            worked, output = run(command, cwd=there)
        found = list(Path(there).glob("*.deb"))
        if not worked or not found:
            raise SetupError(f"没有取到软件包 {PACKAGE}：\n{tail(output)}")
        return shutil.copy(str(found[0]), str(into))


def hand_to_apt(there):
    """Let the user _apt write into the folder: root hands downloads to it, which else would be done as root."""
    try:
        apt = pwd.getpwnam("_apt")
        if os.geteuid() == 0:
            os.chown(there, apt.pw_uid, apt.pw_gid)
    except (KeyError, OSError):
        pass  # a system without that user, or not for us to change


def unpack(package, into):
    """Put the font files of *package* into the folder *into*."""
    process = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE)
    with process.stdout, tarfile.open(fileobj=process.stdout, mode="r|") as archive:
        for member in archive:
            name = Path(member.name).name
            if name in FILES and member.isfile():
                with (Path(into) / name).open("wb") as file:
                    shutil.copyfileobj(archive.extractfile(member), file)
    process.wait()
    lacking = missing(Path(into))
    if lacking:
        raise SetupError("软件包 {} 里没有完整的 {}".format(PACKAGE, "、".join(lacking)))


def ensure_fonts():
    """Put the fonts and the configuration in place, unless they are there.

    Several may do so at the same time: each file comes into its place whole, in one step.
    """
    there = folder()
    there.mkdir(parents=True, exist_ok=True)
    wanted = fontconfig(there)
    settled = (there / "fonts.conf").exists() and (there / "fonts.conf").read_text("utf-8") == wanted
    lacking = missing(there)
    if lacking:
        say("取 Fandol 字体（约 50 MB，只留六个字体文件）……")
    if not lacking and settled:
        return
    with tempfile.TemporaryDirectory(prefix=".fonts-", dir=str(there)) as temporary:
        if lacking:
            unpack(download(temporary), temporary)
        (Path(temporary) / "fonts.conf").write_text(wanted, "utf-8")
        for name in [*lacking, "fonts.conf"]:
            (Path(temporary) / name).replace(there / name)
    if shutil.which("fc-cache"):
        # Without force fontconfig would keep what it remembers of files read under other rules.
        run(["fc-cache", "-f", there], {**os.environ, "FONTCONFIG_FILE": str(there / "fonts.conf")})


def main():
    """Read the command line, fetch, and turn every fault into a plain message."""
    parser = argparse.ArgumentParser(description="取 Fandol 字体到 docgen 的字体文件夹（DOCGEN_FONTS 可以另指）")
    parser.add_argument("--check", action="store_true", help="只看字体在不在，不取")
    arguments = parser.parse_args()
    try:
        if not arguments.check:
            ensure_fonts()
        lacking = missing(folder())
    except (SetupError, OSError) as error:
        say(f"没有取成：{error}")
        return 1
    say("缺少：{}".format("、".join(lacking)) if lacking else f"Fandol 字体在 {folder()}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
