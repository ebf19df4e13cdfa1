#!/usr/bin/env python3
"""Make the offline package: wheels with their hashes, the script that installs them, the pages as HTML, samples.

Run by .ci/bundle with the Python of .venv. The only step that uses the network is `pip download`, at the versions of
constraints.txt; the package itself needs none. The same wheels give the same bytes.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from console import ROOT, SetupError, say, tail
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name, parse_wheel_filename

CI = ROOT / ".ci"
BUNDLED = CI / "bundled"
TARGETS = {
    "manylinux_x86_64": ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
    "manylinux_aarch64": ["manylinux_2_28_aarch64", "manylinux_2_27_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"],
    "win_amd64": ["win_amd64"],
}  # fmt: skip
"""Kind of machine → the tags of wheels that run there, the newest first."""
LIMIT = 80 << 20
WHEN = (2020, 1, 1, 0, 0, 0)


def marks(target, version):
    """The environment of *target* for the markers of requirements."""
    windows = target.startswith("win")
    return {
        "implementation_name": "cpython", "platform_python_implementation": "CPython", "implementation_version": version,
        "os_name": "nt" if windows else "posix", "sys_platform": "win32" if windows else "linux",
        "platform_system": "Windows" if windows else "Linux",
        "platform_machine": {"win_amd64": "AMD64"}.get(target, target.partition("_")[2]),
        "platform_release": "", "platform_version": "", "python_version": version, "python_full_version": version + ".0", "extra": "",
    }  # fmt: skip


def pip(*arguments):
    """Run pip of .venv; raises SetupError with its words."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SetupError("pip 没有做成：\n" + tail(done.stdout + done.stderr))


def needed(wheel, environment, extras=()):
    """What the *wheel* requires in *environment*, with its *extras*."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        lines = archive.read(name).decode().split("\n\n")[0].splitlines()
    found = [Requirement(line.partition(":")[2].strip()) for line in lines if line.startswith("Requires-Dist:")]
    asked = ["", *extras]
    return [
        one
        for one in found
        if one.marker is None or any(one.marker.evaluate({**environment, "extra": extra}) for extra in asked)
    ]


def gather(target, versions, wheels):
    """Put docgen and all that it needs on *target* with each of *versions* into the folder *wheels*."""
    pip("wheel", "-q", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT)
    own = next(wheels.glob("jiancha_docgen-*.whl"))
    locks = "".join((CI / name).read_text("utf-8") for name in ("locked-pip.txt", "locked-run.txt"))
    known = set(re.findall(r"--hash=sha256:(\w{64})", locks))
    for version in versions:
        environment = marks(target, version)
        waiting, done = [*needed(own, environment), Requirement("pip")], set()
        while waiting:
            requirement = waiting.pop()
            name = canonicalize_name(requirement.name)
            if (name, *sorted(requirement.extras)) in done:
                continue
            done.add((name, *sorted(requirement.extras)))
            with tempfile.TemporaryDirectory() as folder:
                platforms = [word for tag in TARGETS[target] for word in ("--platform", tag)]
                bare = f"{requirement.name}{requirement.specifier}"
                pip(
                    "download", "-q", "--no-deps", "--only-binary=:all:", *platforms, "--python-version", version,
                    "--implementation", "cp", "-c", CI / "constraints.txt", "-d", folder, bare,
                )  # fmt: skip
                wheel = next(Path(folder).glob("*.whl"))
                if fingerprint(wheel) not in known:
                    raise SetupError(
                        f"{wheel.name} 的哈希不在 locked-run.txt 里，没有用：镜像里的文件被换过，或者要先运行 sh .ci/lock"
                    )
                waiting += needed(wheel, environment, requirement.extras)
                shutil.copy(wheel, wheels / wheel.name)


def fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def requirements(wheels):
    """The lines of 清单.txt: each package at its version, with the hash of every wheel of it."""
    found = {}
    for path in sorted(wheels.glob("*.whl")):
        name, version, _, _ = parse_wheel_filename(path.name)
        if name != "pip":
            found.setdefault((name, str(version)), []).append(fingerprint(path))
    rows = []
    for (name, version), hashes in sorted(found.items()):
        rows.append(f"{name}=={version} " + " ".join(f"--hash=sha256:{one}" for one in hashes))
    return "\n".join(rows) + "\n"


def fill(folder, target, versions):
    """Everything that the package holds, below *folder*."""
    wheels = folder / "轮子"
    wheels.mkdir(parents=True)
    gather(target, versions, wheels)
    (folder / "清单.txt").write_text(requirements(wheels), "utf-8")
    text = (
        (BUNDLED / "安装.py").read_text("utf-8").replace("@VERSIONS@", " ".join(versions)).replace("@TARGET@", target)
    )
    (folder / "安装.py").write_text(text, "utf-8")
    script = "安装.cmd" if target.startswith("win") else "安装.sh"
    words = (BUNDLED / script).read_text("utf-8")
    (folder / script).write_bytes(words.replace("\n", "\r\n").encode() if script.endswith("cmd") else words.encode())
    read = (
        (BUNDLED / "先读我.txt")
        .read_text("utf-8")
        .replace("@SCRIPT@", script)
        .replace("@VERSIONS@", "、".join(versions))
    )
    (folder / "先读我.txt").write_bytes(b"\xef\xbb\xbf" + read.replace("\n", "\r\n").encode())
    subprocess.run(
        [sys.executable, "-m", "docgen", "docs", "-o", folder / "说明"], cwd=ROOT, check=True, capture_output=True
    )
    (folder / "说明" / ".docgen.json").unlink(missing_ok=True)
    shutil.copytree(ROOT / "cases" / "示例", folder / "示例")
    rows = [
        f"{fingerprint(one)}  {one.relative_to(folder).as_posix()}"
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    ]
    (folder / "校验.txt").write_text("\n".join(rows) + "\n", "utf-8")


def packed(folder, path):
    """*folder* as the ZIP *path*, in a fixed order and with fixed times."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(folder.rglob("*")):
            if one.is_file():
                entry = zipfile.ZipInfo(f"{folder.name}/{one.relative_to(folder).as_posix()}", WHEN)
                entry.external_attr = (0o755 if one.suffix == ".sh" else 0o644) << 16
                entry.compress_type = zipfile.ZIP_STORED if one.suffix == ".whl" else zipfile.ZIP_DEFLATED
                archive.writestr(entry, one.read_bytes())


def main():
    parser = argparse.ArgumentParser(description="做一个离线安装包")
    parser.add_argument("target", choices=sorted(TARGETS), help="给哪种机器")
    parser.add_argument("--python", default="3.11", help="那台机器上的 Python，几个之间用逗号，如 3.10,3.11")
    parser.add_argument("--out", type=Path, default=ROOT / "output", help="放在哪个文件夹")
    arguments = parser.parse_args()
    versions = arguments.python.replace("，", ",").split(",")
    version = subprocess.run(
        [sys.executable, "-m", "docgen", "--version"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    name = f"docgen-{version.stdout.split()[-1]}-{arguments.target}"
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / name
            say(f"正在收集轮子（{arguments.target}，Python {'、'.join(versions)}）……")
            fill(folder, arguments.target, versions)
            arguments.out.mkdir(parents=True, exist_ok=True)
            path = arguments.out / f"{name}.zip"
            packed(folder, path)
    except SetupError as error:
        say(f"没有做成：{error}")
        return 1
    size = path.stat().st_size
    print(path)
    say(f"{size / (1 << 20):.1f} MB，SHA-256 {fingerprint(path)}")
    if size > LIMIT:
        say("超过了 80 MB：--python 少写几个")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
