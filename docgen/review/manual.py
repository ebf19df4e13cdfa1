"""The pages that came with docgen: which there are, one of them as text, all of them as HTML that opens without a network."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from docgen.data import HERE

ROOT = HERE / "manual" if (HERE / "manual").is_dir() else HERE.parents[1]
"""The folder of README.md and docs/: inside the wheel, or the checkout."""
SAMPLES = HERE / "manual" / "cases" if (HERE / "manual").is_dir() else HERE.parents[1] / "cases"


def pages() -> dict[str, Path]:
    """Name → file of every page, README first, then by name; what only developers read comes last."""
    found = {path.stem: path for path in sorted((ROOT / "docs").glob("*.md"))}
    chinese = {name: path for name, path in found.items() if not name.isascii()}
    others = {name: path for name, path in found.items() if name.isascii()}
    return {
        "README": ROOT / "README.md",
        **chinese,
        "SECURITY": ROOT / "SECURITY.md",
        "CHANGELOG": ROOT / "CHANGELOG.md",
        **others,
        "CONTRIBUTING": ROOT / "CONTRIBUTING.md",
    }


def title(text: str) -> str:
    """The first heading of a page."""
    found = re.search(r"^# (.+)$", text, re.M)
    return found[1] if found else ""


def whole() -> dict[str, bytes]:
    """Name of file → bytes of all pages as HTML, with an index and the pictures; links lead from one to the other."""
    known = pages()
    files: dict[str, bytes] = {}
    texts = {name: path.read_text(encoding="utf-8") for name, path in known.items()}
    for name, text in texts.items():
        files[_file(name)] = page(text, name).encode()
    for picture in sorted((ROOT / "docs").glob("*.png")):
        files[picture.name] = picture.read_bytes()
    rows = "".join(f'<li><a href="{_file(name)}">{html.escape(title(text))}</a></li>' for name, text in texts.items())
    files["index.html"] = _framed("docgen 的说明", f"<h1>docgen 的说明</h1><ul>{rows}</ul>").encode()
    return files


def page(text: str, name: str) -> str:
    """One page as HTML."""
    return _framed(title(text) or name, "\n".join(_blocks(text.split("\n"))))


_STYLE = (
    "body{max-width:46em;margin:2em auto;padding:0 1em;font:16px/1.8 'Noto Serif CJK SC','Songti SC',SimSun,serif}"
    "h1,h2,h3,th{font-family:'Noto Sans CJK SC',SimHei,sans-serif}pre{background:#f5f5f5;padding:.8em;overflow:auto;"
    "font-size:14px;line-height:1.5}table{border-collapse:collapse;font-size:14px}td,th{border:1px solid #bbb;"
    "padding:.2em .5em;vertical-align:top;text-align:left}code{background:#f5f5f5}img{max-width:100%;border:1px solid #ccc}"
)


def _framed(heading: str, body: str) -> str:
    back = "" if heading == "docgen 的说明" else '<p><a href="index.html">目录</a></p>'
    head = f'<meta charset="utf-8"><title>{html.escape(heading)}</title><style>{_STYLE}</style>'
    return f'<!DOCTYPE html><html lang="zh-CN"><head>{head}</head><body>{back}\n{body}\n</body></html>\n'


def _file(name: str) -> str:
    return f"{name}.html"


_ITEM = re.compile(r"( *)(?:([-*])|(\d+)\.) +(.*)")


def _blocks(lines: list[str]) -> Iterator[str]:
    """The blocks of a page: headings, fenced code, tables, lists, quotations, paragraphs."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("```"):
            end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("```")), len(lines))
            yield "<pre>" + html.escape("\n".join(lines[at + 1 : end])) + "</pre>"
            at = end + 1
        elif found := re.match(r"(#{1,6}) (.*)", line):
            level, words = len(found[1]), found[2]
            yield f'<h{level} id="{anchor(words)}">{_inline(words)}</h{level}>'
            at += 1
        elif line.startswith("|"):
            end = next((n for n in range(at, len(lines)) if not lines[n].startswith("|")), len(lines))
            yield _table(lines[at:end])
            at = end
        elif _ITEM.match(line):
            end = at
            while end < len(lines) and (_ITEM.match(lines[end]) or re.match(r" +\S", lines[end])):
                end += 1
            yield _list(lines[at:end])
            at = end
        elif line.startswith("<!--") or not line.strip():
            at += 1
        else:
            end = at
            while end < len(lines) and lines[end].strip() and not re.match(r"```|#|\||<!--", lines[end]):
                end += 1
            end = max(end, at + 1)
            yield "<p>" + _inline("\n".join(row.removeprefix("> ") for row in lines[at:end])) + "</p>"
            at = end


def anchor(words: str) -> str:
    """The id of a heading, as the sites that show Markdown make it."""
    return re.sub(r"[^\w\u4e00-\u9fff-]", "", words.lower().replace(" ", "-"))


def _table(rows: list[str]) -> str:
    cells = [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))] for row in rows
    ]
    body = [row for row in cells if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    made = [
        "<tr>" + "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row) + "</tr>"
        for tag, row in zip(["th", *["td"] * len(body)], body, strict=False)
    ]
    return "<table>" + "".join(made) + "</table>"


def _list(rows: list[str]) -> str:
    first = _ITEM.match(rows[0])
    assert first
    margin = len(first[1])
    items: list[list[str]] = []
    for row in rows:
        found = _ITEM.match(row)
        if found and len(found[1]) <= margin:
            items.append([found[4]])
        else:
            items[-1].append(row)
    made = []
    for item in items:
        inner = next((n for n, row in enumerate(item[1:], 1) if _ITEM.match(row)), len(item))
        words = _inline("\n".join(row.strip() for row in item[:inner]))
        made.append(f"<li>{words}{_list(item[inner:]) if inner < len(item) else ''}</li>")
    tag = "ul" if first[2] else "ol"
    return f"<{tag}>" + "".join(made) + f"</{tag}>"


_CODE = re.compile(r"(`+)(.+?)\1", re.S)


def _inline(text: str) -> str:
    """Code, pictures, links and bold; all else as it is."""
    codes: list[str] = []

    def kept(found: re.Match[str]) -> str:
        codes.append(f"<code>{html.escape(found[2].strip())}</code>")
        return f"\0{len(codes) - 1}\0"

    # Bold may reach over code, so code is put back last.
    return re.sub("\0(\\d+)\0", lambda found: codes[int(found[1])], _words(_CODE.sub(kept, text)))


def _words(text: str) -> str:
    text = html.escape(text, quote=False)
    text = re.sub(r"!\[([^\]]*)\]\(([^)\s]+)\)", lambda m: f'<img src="{Path(m[2]).name}" alt="{m[1]}">', text)
    text = re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", lambda m: f'<a href="{_link(m[2])}">{m[1]}</a>', text)
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text, flags=re.S)


def _link(target: str) -> str:
    """Where a link leads among the HTML pages; a file that is no page stays where it is told."""
    path, mark, place = target.partition("#")
    if re.match(r"\w+:", target):
        return target
    return (_file(Path(path).stem) if path.endswith(".md") else path) + mark + place
