"""The scripts in .ci: that they parse, that every dependency is pinned, and what they do without pip or with skips."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parent.parent
CI = ROOT / ".ci"


def requirements(text: str) -> list[Requirement]:
    return [Requirement(line) for raw in text.splitlines() if (line := raw.partition("#")[0].strip())]


def pins() -> dict[str, str]:
    """Name → version of every line of constraints.txt that holds for this Python and system."""
    lines = requirements((CI / "constraints.txt").read_text("utf-8"))
    here = [line for line in lines if line.marker is None or line.marker.evaluate()]
    return {canonicalize_name(line.name): str(line.specifier).removeprefix("==") for line in here}


def direct() -> list[Requirement]:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    files = [(CI / name).read_text("utf-8") for name in ("requirements-dev.txt", "requirements-build.txt")]
    declared = [*pyproject["project"]["dependencies"], *pyproject["build-system"]["requires"]]
    return requirements("\n".join([*declared, *files]))


def needed_by(requirement: Requirement) -> list[Requirement]:
    """What an installed package needs on this Python and system."""
    named = [Requirement(text) for text in importlib.metadata.requires(requirement.name) or []]
    extras = ["", *requirement.extras]
    return [
        each for each in named if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras)
    ]


def test_constraints_pin_every_dependency_however_deep() -> None:
    pinned, waiting, seen = pins(), direct(), set()
    while waiting:
        requirement = waiting.pop()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        name = canonicalize_name(requirement.name)
        assert name in pinned, f"constraints.txt lacks {name}"
        assert requirement.specifier.contains(pinned[name], prereleases=True), f"{requirement} but {pinned[name]}"
        waiting += needed_by(requirement)


@pytest.mark.parametrize("name", ["demo", "test", "fonts", "python.sh"])
def test_shell_scripts_parse(name: str) -> None:
    assert subprocess.run(["sh", "-n", CI / name], check=False).returncode == 0


def test_ci_script_parses() -> None:
    assert subprocess.run(["bash", "-n", CI / "run"], check=False).returncode == 0


@pytest.mark.parametrize("name", ["demo", "test", "run", "fonts", "setup.py"])
def test_scripts_are_executable(name: str) -> None:
    assert os.access(CI / name, os.X_OK)


@pytest.mark.parametrize("name", ["setup.py", "console.py", "system.py", "getpip.py", "getfonts.py"])
def test_an_old_python_can_read_the_set_up(name: str) -> None:
    ast.parse((CI / name).read_text("utf-8"), feature_version=(3, 6))


@pytest.fixture
def getpip(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(CI)
    for name in ("getpip", "console"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return __import__("getpip")


def test_pip_settings_come_from_files_and_then_the_environment(getpip: ModuleType, tmp_path: Path) -> None:
    first, second = tmp_path / "first.conf", tmp_path / "second.conf"
    first.write_text("[global]\nindex-url = https://a.example/simple\ncert = /one.pem\n", "utf-8")
    second.write_text("[global]\nindex_url = https://b.example/simple\n[install]\nno-index = false\n", "utf-8")
    settings = getpip.pip_settings({"PIP_EXTRA_INDEX_URL": "https://c.example/s/"}, [first, tmp_path / "no", second])
    assert getpip.pip_pages(settings) == ["https://b.example/simple/pip/", "https://c.example/s/pip/"]
    assert settings["cert"] == "/one.pem"
    assert getpip.pip_config_files({"PIP_CONFIG_FILE": os.devnull}, tmp_path) == []


def make_index(folder: Path) -> Path:
    page = folder / "simple" / "pip"
    page.mkdir(parents=True)
    names = ["pip-21.1-py3-none-any.whl", "pip-24.0-py3-none-any.whl", "pip-99.0-py3-none-any.whl", "pip-25.0.tar.gz"]
    page.joinpath("index.html").write_text("".join(f'<a href="../../{n}#sha256=0">{n}</a>' for n in names), "utf-8")
    for name in names:
        (folder / name).write_bytes(name.encode())
    return page.parent


def test_pip_is_fetched_from_a_local_index(getpip: ModuleType, tmp_path: Path) -> None:
    index = make_index(tmp_path / "软件 包")
    wheel = getpip.download_pip(tmp_path, {"index-url": index.as_uri()})
    assert (wheel.name, wheel.read_bytes()) == ("pip-24.0-py3-none-any.whl", b"pip-24.0-py3-none-any.whl")


def test_pip_is_fetched_from_a_local_folder(getpip: ModuleType, tmp_path: Path) -> None:
    make_index(tmp_path / "wheels")
    wheel = getpip.download_pip(tmp_path, {"find-links": str(tmp_path / "wheels"), "no-index": "1"})
    assert wheel.name == "pip-24.0-py3-none-any.whl"


def test_no_pip_to_be_had_is_said_in_plain_words(getpip: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="PIP_INDEX_URL"):
        getpip.download_pip(tmp_path, {"index-url": (tmp_path / "nothing").as_uri()})


SKIP = "import pytest\n@pytest.mark.skip(reason='{}')\ndef test_it(): ...\n"


@pytest.mark.parametrize(
    ("source", "flags", "outcome"),
    [
        pytest.param(SKIP.format("没有某软件"), ["--no-skips"], "1 error", id="forbidden"),
        pytest.param(SKIP.format("只在 Windows 上"), ["--no-skips"], "1 skipped", id="allowed"),
        pytest.param(SKIP.format("没有某软件"), [], "1 skipped", id="no-flag"),
        pytest.param("import pytest\npytest.importorskip('no_such')\n", ["--no-skips"], "1 error", id="module"),
        pytest.param(
            "import pytest\ndef test_it():\n    pytest.skip('没有')\n", ["--no-skips"], "1 failed", id="inside"
        ),
        pytest.param(
            "import pytest\ndef test_it():\n    pytest.xfail('known')\n", ["--no-skips"], "1 xfailed", id="xfail"
        ),
    ],
)
def test_skips_fail_where_they_are_forbidden(tmp_path: Path, source: str, flags: list[str], outcome: str) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_sample.py").write_text(source, "utf-8")
    environ = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *flags, str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, encoding="utf-8", check=False)
    assert re.search(rf"^{outcome}\b", done.stdout.splitlines()[-1]), done.stdout
    assert (done.returncode != 0) == (outcome in ("1 failed", "1 error"))


def test_the_way_from_venv_to_the_project_is_plain_ascii(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(CI)
    for name in ("setup", "getpip", "console", "system"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    setup = __import__("setup")
    root = tmp_path / "项目 一"
    packages = root / ".venv" / "lib" / "python3.11" / "site-packages"
    packages.mkdir(parents=True)
    link = packages / "_editable_impl_jiancha_docgen.pth"
    link.write_text(f"{root}\n", "utf-8")
    monkeypatch.setattr(setup, "ROOT", root)
    monkeypatch.setattr(setup, "VENV", root / ".venv")
    setup.point_home()
    written = link.read_text("ascii").strip()
    assert (packages / written).resolve() == root.resolve()


def test_without_any_index_it_says_what_to_install(getpip: ModuleType, tmp_path: Path) -> None:
    fault = sys.modules["console"].SetupError
    with pytest.raises(fault, match="sudo apt-get install python3-venv"):
        getpip.download_pip(tmp_path, {})
