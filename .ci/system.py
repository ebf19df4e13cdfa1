"""Packages of the operating system that the tests need, and who may install them."""

import ctypes.util
import os
import shutil
import sys
from pathlib import Path

from console import run, run_twice, say, tail

# What only the tests use: Debian package → (what it is, how to tell on a system without dpkg that it is there).
SYSTEM = {
    "libreoffice-writer": ("LibreOffice Writer", lambda: find_soffice() is not None),
    "libreoffice-calc": ("LibreOffice Calc", lambda: sys.platform == "darwin" or has_calc()),
    "poppler-utils": ("poppler（pdftotext、pdftoppm）", lambda: shutil.which("pdftotext") is not None),
    "qpdf": ("qpdf", lambda: shutil.which("qpdf") is not None),
    "fonts-noto-cjk": ("思源／Noto CJK 字体", lambda: sys.platform == "darwin" or has_noto()),
    "python3-uno": ("LibreOffice 的 Python 接口", lambda: sys.platform == "darwin" or has_uno()),
    "chromium": ("Chromium 浏览器", lambda: find_chromium() is not None),
    "libpango-1.0-0": ("Pango", lambda: ctypes.util.find_library("pango-1.0") is not None),
    "libpangoft2-1.0-0": ("Pango", lambda: ctypes.util.find_library("pango-1.0") is not None),
    "libharfbuzz-subset0": ("HarfBuzz", lambda: ctypes.util.find_library("harfbuzz-subset") is not None),
    # A checker of PDF/A, and what it needs that Java no longer brings along.
    "default-jre-headless": ("Java", lambda: sys.platform == "darwin" or shutil.which("java") is not None),
    "libpdfbox2-java": ("PDFBox Preflight", lambda: sys.platform == "darwin" or has_jar("preflight")),
    "libactivation-java": ("PDFBox Preflight", lambda: sys.platform == "darwin" or has_jar("javax.activation")),
    "libjaxb-api-java": ("PDFBox Preflight", lambda: sys.platform == "darwin" or has_jar("jaxb-api")),
}
MAC_SOFFICE = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
MAC_CHROMIUM = "/Applications/Chromium.app/Contents/MacOS/Chromium"


def find_soffice():
    """Return the path of LibreOffice's program, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or (MAC_SOFFICE if Path(MAC_SOFFICE).exists() else None)


def has_calc():
    """Tell whether LibreOffice can read old Excel files."""
    program = find_soffice()
    return program is not None and (Path(program).resolve().parent / "libsclo.so").exists()


def find_chromium():
    """Return the path of Chromium's program, or None."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return found or (MAC_CHROMIUM if Path(MAC_CHROMIUM).exists() else None)


def has_uno():
    """Tell whether the system's Python can drive LibreOffice."""
    return run(["/usr/bin/python3", "-c", "import uno"])[0]


def has_noto():
    """Tell whether fontconfig knows a Noto or Source Han font."""
    worked, output = run(["fc-list", ":lang=zh-cn", "family"])
    return worked and ("Noto" in output or "Source Han" in output)


def has_jar(name):
    """Tell whether the system has the Java library."""
    return (Path("/usr/share/java") / (name + ".jar")).exists()


def root_prefix():
    """Return the words to put before a command that needs root, or None if we cannot become root unasked."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"])[0]:
        return ["sudo", "-n"]
    return None


def installed(package):
    """Tell whether dpkg holds the package as installed."""
    worked, output = run(["dpkg-query", "-W", "-f", "${Status}", package])
    return worked and output.startswith("install ok installed")


def permit():
    """Take it that the user lets us install packages of the operating system: --yes was typed."""
    os.environ["DOCGEN_SETUP_YES"] = "1"


def allowed(command):
    """Tell whether we may change the operating system by *command*: --yes, CI, or a yes at the terminal after being told."""
    say(f"要改动系统：{command}")
    if os.environ.get("DOCGEN_SETUP_YES") or os.environ.get("CI", "").lower() not in ("", "0", "false"):
        return True
    try:
        if sys.stdin.isatty() and sys.stderr.isatty():
            say("可以吗？可以就打 y 再按回车，别的都算不可以：")
            return sys.stdin.readline().strip().lower() in ("y", "yes", "是", "可以")
    except (OSError, ValueError, AttributeError):
        pass
    say("  没有人可以问，没有动。要直接装，加 --yes（如 sh .ci/test --yes）。")
    return False


def apt_install(packages):
    """Install Debian packages where the user lets us; return (worked, output), with output None where we may not."""
    prefix = root_prefix() if shutil.which("apt-get") else None
    if prefix is None:
        return False, None
    if not allowed(" ".join([*prefix, "apt-get install --no-install-recommends", *packages])):
        return False, None
    say("安装系统软件 ……")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    run_twice([*apt, "update"])  # if it fails, the lists at hand may still do
    return run_twice([*apt, "install", "--no-install-recommends", *packages])


def ensure_system_packages():
    """Install what the tests need of the system, or say what is missing: those tests then skip."""
    if shutil.which("dpkg-query"):
        missing = [package for package in SYSTEM if not installed(package)]
        if not missing:
            return
        worked, output = apt_install(missing)
        if worked:
            return
        if output is not None:
            say("系统软件没有装成，apt-get 的原话：\n" + tail(output))
        hint = "sudo apt-get update && sudo apt-get install --no-install-recommends " + " ".join(missing)
    else:
        names = [name for name, present in SYSTEM.values() if not present()]
        if not names:
            return
        missing = list(dict.fromkeys(names))
        hint = "用本机的软件管理工具安装：" + "、".join(missing)
        if sys.platform == "darwin":
            hint = "brew install --cask libreoffice chromium && brew install poppler pango"
    say("缺少测试要用的系统软件：{}。".format("、".join(missing)))
    say("  请安装：" + hint)
    say("  现在先往下走；用到它们的测试会跳过，并说明原因。")
