"""Find and save a pip wheel where Python comes without pip, from where pip itself would take it."""

import configparser
import hashlib
import html
import os
import re
import ssl
import urllib.parse
import urllib.request
from pathlib import Path

from console import SetupError

OLDEST_PIP = (26, 1, 2)  # below it a package could write outside its folder
LOCK = Path(__file__).resolve().parent / "locked-pip.txt"
PYPI = "https://pypi.org/simple"  # where pip looks unless it is told otherwise


def pip_config_files(environ, home):
    """List pip's configuration files in the order in which pip reads them, later ones winning."""
    chosen = environ.get("PIP_CONFIG_FILE")
    if chosen == os.devnull:
        return []
    support = Path("Library") / "Application Support" / "pip" / "pip.conf"
    config_home = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    files = [Path(folder) / "pip" / "pip.conf" for folder in environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")]
    files += [Path("/") / support, Path("/etc/pip.conf"), home / ".pip" / "pip.conf"]
    files += [home / support, config_home / "pip" / "pip.conf"]
    return files + ([Path(chosen)] if chosen else [])


def pip_settings(environ, files):
    """Read the settings that decide where pip would look: configuration files first, then the environment."""
    settings = {}
    for file in files:
        parser = configparser.RawConfigParser()
        try:
            parser.read(str(file), encoding="utf-8")
        except (OSError, configparser.Error, UnicodeDecodeError):
            continue
        for section in ("global", "install"):
            if parser.has_section(section):
                settings.update((key.replace("_", "-"), value) for key, value in parser.items(section))
    for name, value in environ.items():
        if name.startswith("PIP_") and value:
            settings[name[4:].lower().replace("_", "-")] = value
    return settings


def pip_pages(settings):
    """List the pages, as URLs, on which a pip wheel may stand: where pip itself would look on this machine."""
    local = [Path(place).expanduser() for place in settings.get("find-links", "").split() if "://" not in place]
    pages = [place.resolve().as_uri() for place in local if place.exists()]
    pages += [place for place in settings.get("find-links", "").split() if "://" in place]
    if settings.get("no-index", "").lower() not in ("1", "true", "yes", "on"):
        indexes = [settings.get("index-url") or PYPI, *settings.get("extra-index-url", "").split()]
        pages += [index.rstrip("/") + "/pip/" for index in indexes if index]
    return pages


def fetch(url, context):
    """Return the bytes behind a URL; user:password@ in it is sent the way pip sends it."""
    parts = urllib.parse.urlsplit(url)
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))
    if parts.username:
        passwords = urllib.request.HTTPPasswordMgrWithPriorAuth()
        url = urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        user, password = urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
        passwords.add_password(None, url, user, password, is_authenticated=True)
        opener.add_handler(urllib.request.HTTPBasicAuthHandler(passwords))
    request = urllib.request.Request(url, headers={"Accept": "text/html"})
    with opener.open(request, timeout=60) as answer:
        return answer.read()


def links(page, context):
    """List the addresses to which a page, or a local folder, points."""
    parts = urllib.parse.urlsplit(page)
    if parts.scheme == "file":
        folder = Path(urllib.request.url2pathname(parts.path))
        if folder.is_dir() and not (folder / "index.html").exists():
            return [file.as_uri() for file in sorted(folder.iterdir())]
        if folder.is_dir():
            page = (folder / "index.html").as_uri()
    hrefs = re.findall(r"""<a\b[^>]*?\bhref\s*=\s*["']([^"']+)""", fetch(page, context).decode("utf-8", "replace"))
    return [urllib.parse.urljoin(page, html.unescape(href)) for href in hrefs]


def locked_pip():
    """Return the version of pip that is installed, and the hashes that its files may have."""
    text = LOCK.read_text("utf-8")
    return re.search(r"(?m)^pip==(\S+)", text).group(1), set(re.findall(r"--hash=sha256:(\w{64})", text))


def take_pip(page, context):
    """Return (file name, bytes) of the one pip wheel that is ours, where a page offers it, or None."""
    version, hashes = locked_pip()
    wanted = f"pip-{version}-py3-none-any.whl"
    for address in links(page, context):
        if urllib.parse.urlsplit(address).path.rpartition("/")[2] == wanted:
            data = fetch(address, context)
            if hashlib.sha256(data).hexdigest() not in hashes:
                raise ValueError(f"{wanted} 的哈希和 locked-pip.txt 里的不一样，没有用")
            return wanted, data
    return None


def download_pip(folder, settings):
    """Save a pip wheel into the folder; return its path."""
    faults = []
    for page in pip_pages(settings):
        try:
            taken = take_pip(page, ssl.create_default_context(cafile=settings.get("cert")))
        except (OSError, ValueError) as error:  # URLError and its kind are OSErrors
            faults.append(str(getattr(error, "reason", error)))
            continue
        if taken:
            wheel = Path(folder) / taken[0]
            wheel.write_bytes(taken[1])
            return wheel
    reason = faults[-1] if faults else "没有设软件包索引，或者索引里没有合用的 pip"
    raise SetupError(
        f"Python 没有带 pip，也没能取得（{reason}）。\n"
        "  请装好 Python 的完整部件，然后再运行一次：sudo apt-get install python3-venv\n"
        "  不能用 sudo 的，用环境变量 PIP_INDEX_URL 指定能用的软件包索引。"
    )
