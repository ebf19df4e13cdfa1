"""The scripts in .ci: that they parse, that every dependency is pinned, and what they do without pip or with skips."""

from __future__ import annotations

import ast
import hashlib
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


def pins(file: str = "constraints.txt") -> dict[str, str]:
    """Name → version of every line of *file* that holds for this Python and system."""
    lines = requirements(re.sub(r"(?m)\\$|^    --hash=.*", "", (CI / file).read_text("utf-8")))
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


@pytest.mark.parametrize("file", ["constraints.txt", "locked-dev.txt"])
def test_every_dependency_is_pinned_however_deep(file: str) -> None:
    pinned, waiting, seen = pins(file), direct(), set()
    while waiting:
        requirement = waiting.pop()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        name = canonicalize_name(requirement.name)
        assert name in pinned, f"{file} lacks {name}"
        assert requirement.specifier.contains(pinned[name], prereleases=True), f"{requirement} but {pinned[name]}"
        waiting += needed_by(requirement)


LOCKS = ["locked-pip.txt", "locked-lock.txt", "locked-run.txt", "locked-dev.txt"]


def locked(file: str) -> dict[tuple[Requirement, ...], list[str]]:
    """Requirement → hashes of each entry of the lock *file*."""
    entries = re.split(r"(?m)^(?=[a-z0-9])", (CI / file).read_text("utf-8"))[1:]
    return {
        (Requirement(entry.partition("\\")[0].strip()),): re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry)
        for entry in entries
    }


@pytest.mark.parametrize("file", LOCKS)
def test_a_lock_names_one_version_of_each_package_and_hashes_of_its_files(file: str) -> None:
    assert locked(file)
    for (requirement,), hashes in locked(file).items():
        assert [one.operator for one in requirement.specifier] == ["=="], requirement
        assert hashes, requirement


@pytest.mark.parametrize("version", ["3.10", "3.11", "3.12", "3.13"])
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("file", ["locked-run.txt", "locked-dev.txt"])
def test_a_lock_is_the_constraints_on_every_python_and_system(file: str, system: str, version: str) -> None:
    world = {
        "python_version": version, "python_full_version": version + ".9", "sys_platform": system,
        "platform_machine": "x86_64", "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }  # fmt: skip
    held = {line.name: line for (line,) in locked(file) if line.marker is None or line.marker.evaluate(world)}
    asked = requirements((CI / "constraints.txt").read_text("utf-8"))
    wanted = {
        canonicalize_name(line.name): str(line.specifier)
        for line in asked
        if line.marker is None or line.marker.evaluate(world)
    }
    # Of one package one version on one machine, and the one that the constraints name.
    names = [line.name for (line,) in locked(file) if line.marker is None or line.marker.evaluate(world)]
    assert len(names) == len(set(names))
    assert {name: str(line.specifier) for name, line in held.items()}.items() <= wanted.items()
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert {
        canonicalize_name(line.name) for line in requirements("\n".join(pyproject["project"]["dependencies"]))
    } <= set(held)


def test_the_set_up_installs_nothing_without_a_hash() -> None:
    """Every call of pip either takes a lock by hash or looks at no index at all."""
    for name in ("setup.py", "lock.py"):
        tree = ast.parse((CI / name).read_text("utf-8"))
        calls = [
            node for node in ast.walk(tree) if isinstance(node, (ast.Call, ast.List)) and "install" in ast.dump(node)
        ]
        words = [
            ast.unparse(node)
            for node in calls
            if "'install'" in ast.unparse(node) or "pip_install(" in ast.unparse(node)
        ]
        assert words
        for text in words:
            safe = ("--require-hashes", "--no-index", "*arguments", "*words", "'uninstall'", "apt")
            assert any(word in text for word in safe), text


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(CI)
    for name in ("system", "console"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    found = __import__("system")
    monkeypatch.setattr(found, "root_prefix", list)
    monkeypatch.setattr(found.shutil, "which", lambda name: f"/usr/bin/{name}")
    for name in ("CI", "DOCGEN_SETUP_YES"):
        monkeypatch.delenv(name, raising=False)
    return found


@pytest.mark.parametrize(
    ("environ", "typed", "installs"),
    [
        ({}, None, False),
        ({"CI": "true"}, None, True),
        ({"CI": "false"}, None, False),
        ({"DOCGEN_SETUP_YES": "1"}, None, True),
        ({}, "y\n", True),
        ({}, "\n", False),
        ({}, "n\n", False),
        ({}, "", False),
    ],
)
def test_the_system_is_changed_only_by_leave_and_after_a_line_that_says_so(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], typed: str | None, installs: bool
) -> None:
    told: list[str] = []
    ran: list[list[str]] = []

    def run_twice(command: list[str]) -> tuple[bool, str]:
        assert any("apt-get install --no-install-recommends qpdf" in line for line in told)
        ran.append(command)
        return True, ""

    class Terminal:
        def isatty(self) -> bool:
            return typed is not None

        def readline(self) -> str:
            return typed or ""

    monkeypatch.setattr(system, "say", told.append)
    monkeypatch.setattr(system, "run_twice", run_twice)
    monkeypatch.setattr(system.sys, "stdin", Terminal())
    monkeypatch.setattr(system.sys, "stderr", Terminal())
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert system.apt_install(["qpdf"])[0] is installs
    assert bool(ran) is installs
    if typed is None and not installs:
        assert "--yes" in told[-1]


def test_no_sandbox_of_the_system_is_switched_off() -> None:
    """Neither of apt, nor of Chromium except for root, who has none."""
    for path in (path for path in CI.rglob("*") if path.is_file()):
        if path.suffix in (".py", ".sh", ""):
            text = path.read_text("utf-8")
            assert "Sandbox::User" not in text and "--no-sandbox" not in text, path
    held = [path for path in (ROOT / "tests").rglob("*.py") if '"--no-sandbox"' in path.read_text("utf-8")]
    assert {path.name for path in held} == {"chromium.py", Path(__file__).name}


@pytest.mark.parametrize("name", ["demo", "test", "fonts", "lock", "bundle", "python.sh"])
def test_shell_scripts_parse(name: str) -> None:
    assert subprocess.run(["sh", "-n", CI / name], check=False).returncode == 0


def test_ci_script_parses() -> None:
    assert subprocess.run(["bash", "-n", CI / "run"], check=False).returncode == 0


@pytest.mark.parametrize("name", ["demo", "test", "run", "fonts", "lock", "setup.py"])
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
    assert getpip.pip_pages({}) == ["https://pypi.org/simple/pip/"]
    assert getpip.pip_config_files({"PIP_CONFIG_FILE": os.devnull}, tmp_path) == []


def make_index(folder: Path) -> Path:
    page = folder / "simple" / "pip"
    page.mkdir(parents=True)
    names = ["pip-21.1-py3-none-any.whl", "pip-30.0-py3-none-any.whl", "pip-99.0-py3-none-any.whl", "pip-30.0.tar.gz"]
    page.joinpath("index.html").write_text("".join(f'<a href="../../{n}#sha256=0">{n}</a>' for n in names), "utf-8")
    for name in names:
        (folder / name).write_bytes(name.encode())
    return page.parent


@pytest.fixture
def ours(getpip: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A lock that wants the wheel 30.0 of ``make_index``."""
    held = hashlib.sha256(b"pip-30.0-py3-none-any.whl").hexdigest()
    lock = tmp_path / "lock.txt"
    lock.write_text(f"# lock\npip==30.0 \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{held}\n", "utf-8")
    monkeypatch.setattr(getpip, "LOCK", lock)


def test_a_pip_with_another_hash_is_not_used(ours: None, getpip: ModuleType, tmp_path: Path) -> None:
    index = make_index(tmp_path)
    (tmp_path / "pip-30.0-py3-none-any.whl").write_bytes(b"another")
    with pytest.raises(Exception, match="哈希"):
        getpip.download_pip(tmp_path, {"index-url": index.as_uri()})


def test_no_other_version_of_pip_is_used(getpip: ModuleType, tmp_path: Path) -> None:
    index = make_index(tmp_path)
    with pytest.raises(Exception, match="没有合用的 pip"):
        getpip.download_pip(tmp_path, {"index-url": index.as_uri()})


def test_the_pip_that_is_locked_is_above_the_floor(getpip: ModuleType) -> None:
    version, hashes = getpip.locked_pip()
    assert tuple(int(part) for part in version.split(".")) >= getpip.OLDEST_PIP[:2] and hashes
    assert Requirement("pip>=" + ".".join(map(str, getpip.OLDEST_PIP))).specifier.contains(version)


def test_pip_is_fetched_from_a_local_index(ours: None, getpip: ModuleType, tmp_path: Path) -> None:
    index = make_index(tmp_path / "软件 包")
    wheel = getpip.download_pip(tmp_path, {"index-url": index.as_uri()})
    assert (wheel.name, wheel.read_bytes()) == ("pip-30.0-py3-none-any.whl", b"pip-30.0-py3-none-any.whl")


def test_pip_is_fetched_from_a_local_folder(ours: None, getpip: ModuleType, tmp_path: Path) -> None:
    make_index(tmp_path / "wheels")
    wheel = getpip.download_pip(tmp_path, {"find-links": str(tmp_path / "wheels"), "no-index": "1"})
    assert wheel.name == "pip-30.0-py3-none-any.whl"


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
        getpip.download_pip(tmp_path, {"no-index": "1"})
