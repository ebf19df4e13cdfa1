"""Install docgen from this folder, without a network, and try it. Standard library only; the syntax is that of Python 3.6."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERSIONS = "@VERSIONS@".split()  # noqa: SIM905
RUNNING = "{}.{}".format(*sys.version_info[:2])
WINDOWS = os.name == "nt"


def say(text):
    """A line on the screen, whatever its encoding."""
    data = (text + "\n").encode(sys.stdout.encoding or "utf-8", "backslashreplace")
    sys.stdout.flush()
    os.write(1, data)


def verified():
    """True where every file is what it was when the package was made."""
    rows = [row for row in (HERE / "校验.txt").read_text("utf-8").splitlines() if row]
    wrong = []
    for row in rows:
        wanted, _, name = row.partition("  ")
        path = HERE / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            wrong.append(name)
    for name in wrong:
        say("  不对：" + name)
    found = f"{len(wrong)} 个不对" if wrong else "全部一致"
    say(f"校验：{len(rows)} 个文件，{found}")
    return not wrong


def home():
    """Where docgen goes: what the user names, else a folder of his own."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1]).resolve()
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "jiancha-docgen"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "jiancha-docgen"


def run(*command, **more):
    """Run *command*; gives (worked, what it said)."""
    environment = dict(
        os.environ, PYTHONUTF8="1", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_CONFIG_FILE=os.devnull
    )
    for name in (
        "PIP_TARGET",
        "PIP_PREFIX",
        "PIP_USER",
        "PIP_FIND_LINKS",
        "PIP_CONSTRAINT",
        "PYTHONPATH",
        "PYTHONHOME",
    ):
        environment.pop(name, None)
    done = subprocess.run(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        check=False,
        **more,
    )
    return done.returncode == 0, done.stdout.decode("utf-8", "replace")


def installed(folder):
    """The docgen command in *folder*, newly installed; None where that fails."""
    if folder.exists() and not (folder / "pyvenv.cfg").exists():
        say(f"{folder} 已经有了，不是 docgen 的；在命令后面写另一个文件夹")
        return None
    worked, said = run(sys.executable, "-m", "venv", "--clear", "--without-pip", folder)
    if not worked:
        say("没能建立虚拟环境：\n" + said)
        say(f"Python 少了 venv：统信、麒麟上装 python3-venv 或者 python{RUNNING}-venv")
        return None
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    pip = sorted((HERE / "轮子").glob("pip-*.whl"))[-1]
    worked, said = run(
        python,
        str(pip / "pip"),
        "install",
        "-q",
        "--no-index",
        "--require-hashes",
        "--find-links",
        HERE / "轮子",
        "-r",
        HERE / "清单.txt",
    )
    if not worked:
        say("没有装成：\n" + said)
        return None
    return folder / ("Scripts/docgen.exe" if WINDOWS else "bin/docgen")


def tried(docgen):
    """True where the command makes a project, a letter as a Word file and a page, and finds nothing wrong."""
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch) / "试一试"
        for words in (
            ["init", str(project)],
            ["check", str(project / "案件")],
            [
                "render",
                str(project / "案件" / "示例.yaml"),
                "--as",
                "检察建议书",
                "--format",
                "docx,txt,html",
                "-o",
                str(project / "成品"),
            ],
        ):
            worked, said = run(docgen, *words)
            if not worked:
                say("自检没有通过：docgen {}\n{}".format(" ".join(words[:1]), said))
                return False
        made = sorted(
            path.suffix
            for path in (project / "成品").rglob("*")
            if path.is_file() and path.suffix in (".docx", ".txt", ".html")
        )
        whole = made == [".docx", ".html", ".txt"] and all(
            path.stat().st_size for path in (project / "成品").rglob("*.docx")
        )
    say("自检：做出一份检察建议书（docx、html、txt），" + ("通过" if whole else "没有通过"))
    return whole


def callable_(docgen):
    """Make ``docgen`` callable by its name, or say how."""
    if WINDOWS:
        say(f"以后这样用：打开命令提示符，运行\n  set PATH={docgen.parent};%PATH%\n  docgen --help")
        return
    folder = Path.home() / ".local" / "bin"
    link = folder / "docgen"
    if link.is_symlink() or not link.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if link.is_symlink():
            link.unlink()
        link.symlink_to(docgen)
        if str(folder) in os.environ.get("PATH", "").split(os.pathsep):
            say("以后这样用：docgen --help")
        else:
            say(
                f'以后这样用：先运行一次\n  export PATH="{folder}:$PATH"\n（写进 ~/.profile 就不用再运行），再运行 docgen --help'
            )
    else:
        say(f"{link} 已经有了，没有动；这样用：{docgen} --help")


def main():
    if RUNNING not in VERSIONS:
        say("这个安装包给 Python {} 用，这里是 Python {}。".format("、".join(VERSIONS), RUNNING))
        return 1
    if not verified():
        say("有文件缺了或者变了，没有装：重新拷贝一次安装包。")
        return 1
    folder = home()
    say(f"装到 {folder} ……")
    docgen = installed(folder)
    if docgen is None or not tried(docgen):
        return 1
    for name in ("说明", "示例"):
        target = folder / name
        shutil.rmtree(str(target), ignore_errors=True)
        shutil.copytree(str(HERE / name), str(target))
    say(f"说明在 {folder / '说明' / 'index.html'}")
    callable_(docgen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
