"""The offline package: its list is by hash, a changed or lacking file stops it, its scripts parse; docs are in the wheel.

That it installs without a network is tried by ``python -m tests.reliability.bundle``, which needs pip's downloads.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from helpers import ROOT

from docgen.review import manual

CI = ROOT / ".ci"


def module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    found = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(CI))
    try:
        spec.loader.exec_module(found)
    finally:
        sys.path.remove(str(CI))
    return found


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package without wheels: the script that installs, one file, the list of hashes."""
    text = (CI / "bundled" / "安装.py").read_text(encoding="utf-8")
    version = "{}.{}".format(*sys.version_info[:2])
    (tmp_path / "安装.py").write_text(text.replace("@VERSIONS@", version), encoding="utf-8")
    (tmp_path / "轮子").mkdir()
    (tmp_path / "轮子" / "某.whl").write_bytes(b"wheel")
    listed = f"{hashlib.sha256(b'wheel').hexdigest()}  轮子/某.whl\n"
    (tmp_path / "校验.txt").write_text(listed, encoding="utf-8")
    return tmp_path


def test_a_whole_package_is_verified(package: Path) -> None:
    assert module(package / "安装.py", "whole").verified()


@pytest.mark.parametrize("harm", [b"", b"Wheel", b"wheel\n", None])
def test_a_changed_or_lacking_file_stops_the_installation(package: Path, harm: bytes | None, capfd: Any) -> None:
    path = package / "轮子" / "某.whl"
    if harm is None:
        path.unlink()
    else:
        path.write_bytes(harm)
    done = subprocess.run([sys.executable, package / "安装.py", package / "里"], capture_output=True, check=False)
    assert done.returncode == 1
    assert "轮子/某.whl" in done.stdout.decode()
    assert not (package / "里").exists()


def test_another_python_is_refused(package: Path, tmp_path: Path) -> None:
    script = package / "安装.py"
    text = re.sub(r'VERSIONS = ".*"', 'VERSIONS = "2.7"', script.read_text(encoding="utf-8"))
    script.write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, script, tmp_path / "里"], capture_output=True, check=False)
    assert done.returncode == 1 and "2.7" in done.stdout.decode()


def test_a_folder_with_something_else_in_it_is_left_alone(package: Path) -> None:
    there = package / "别的"
    there.mkdir()
    (there / "文件").write_text("要紧")
    done = subprocess.run([sys.executable, package / "安装.py", there], capture_output=True, check=False)
    assert done.returncode == 1
    assert (there / "文件").read_text() == "要紧"


def test_every_wheel_is_listed_with_its_hash(tmp_path: Path) -> None:
    bundle = module(CI / "bundle.py", "bundle")
    for name in (
        "lxml-6.1-cp311-cp311-win_amd64.whl",
        "lxml-6.1-cp310-cp310-win_amd64.whl",
        "pip-26.0-py3-none-any.whl",
    ):
        (tmp_path / name).write_bytes(name.encode())
    hashes = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.glob("lxml*"))
    (line,) = bundle.requirements(tmp_path).splitlines()
    head, *told = line.split(" --hash=sha256:")
    assert (head.strip(), sorted(told)) == ("lxml==6.1", hashes)


@pytest.mark.parametrize(
    ("target", "windows"), [("win_amd64", True), ("manylinux_x86_64", False), ("manylinux_aarch64", False)]
)
def test_markers_are_those_of_the_other_machine(target: str, windows: bool) -> None:
    from packaging.markers import Marker

    environment = module(CI / "bundle.py", "bundle2").marks(target, "3.11")
    assert Marker('sys_platform == "win32"').evaluate(environment) is windows
    assert Marker('platform_system == "Windows"').evaluate(environment) is windows
    assert Marker('python_version < "3.12"').evaluate(environment) is True
    assert Marker('platform_machine == "aarch64"').evaluate(environment) is ("aarch64" in target)


def test_the_scripts_parse_where_they_will_run() -> None:
    ast.parse((CI / "bundled" / "安装.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    for name in ("bundle", "bundled/安装.sh", "demo"):
        assert subprocess.run(["sh", "-n", CI / name], check=False).returncode == 0
    (CI / "bundled" / "安装.cmd").read_text(encoding="utf-8").encode("gb18030")


def test_the_command_is_left_callable_and_anothers_is_not_touched(tmp_path: Path) -> None:
    def told(path: str) -> str:
        environment = {**os.environ, "HOME": str(tmp_path), "PATH": path}
        script = [sys.executable, CI / "callable.py"]
        return subprocess.run(script, env=environment, capture_output=True, check=True).stdout.decode()

    folder = tmp_path / ".local" / "bin"
    command = ROOT / ".venv" / "bin"
    assert f'export PATH="{command}:$PATH"' in told("/bin")
    folder.mkdir(parents=True)
    assert "装好了" in told(f"{folder}:/bin")
    assert (folder / "docgen").readlink() == command / "docgen"
    assert "装好了" in told(f"{folder}:/bin")
    (folder / "docgen").unlink()
    (folder / "docgen").write_text("别人的")
    assert "export PATH" in told(f"{folder}:/bin")
    assert (folder / "docgen").read_text() == "别人的"


# — the pages —


def test_all_pages_become_html_whose_links_lead_somewhere(tmp_path: Path) -> None:
    files = manual.whole()
    for name, data in files.items():
        if not name.endswith(".html"):
            continue
        text = data.decode()
        bare = re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", text, flags=re.S)
        assert not re.search(r"^\|.*\||^#{1,6} |\]\(|\*\*|^```", bare, re.M), name
        for target in re.findall(r'(?:href|src)="([^"]+)"', bare):
            path, _, place = target.partition("#")
            if re.match(r"\w+:", target) or not (path.endswith((".html", ".png")) or not path):
                continue
            assert path in files or not path, (name, target)
            if place:
                assert f'id="{place}"' in files[path or name].decode(), (name, target)


def test_the_wheel_takes_the_pages_and_the_samples() -> None:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    taken = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {taken[name] for name in ("docs", "cases", "README.md", "SECURITY.md")} == {
        f"docgen/data/manual/{name}" for name in ("docs", "cases", "README.md", "SECURITY.md")
    }
    assert {path.relative_to(manual.ROOT).parts[0] for path in manual.pages().values()} <= {*taken}
