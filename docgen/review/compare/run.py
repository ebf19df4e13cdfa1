"""Two files or two folders → what differs, as values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from docgen.core.errors import ConfigError, DocgenError, Problem, problem
from docgen.core.source import Span, shown
from docgen.core.tree import Document, Meta, Paragraph, Text
from docgen.formats import WRITERS
from docgen.formats.word.read import WordFile, open_word, plain
from docgen.page.norm import norms
from docgen.review.compare.align import READERS, Row, align, read
from docgen.review.compare.redline import redline

_NORM = "publication"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts beside each other. ``old`` or ``new`` is ``""`` where the file is only on the other side."""

    old: str
    new: str
    rows: tuple[Row, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    edges: tuple[int, int] = (0, 0)
    """Where in ``before`` and ``after`` what stands beside the text begins: headers, footers, notes, each named."""
    left: tuple[str, ...] = ()
    """What was not compared, in words."""
    problems: tuple[Problem, ...] = ()
    """Why the two could not be compared; then there are no rows."""

    @property
    def changed(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.changed)


def compare(old: Path, new: Path) -> list[Comparison]:
    """What differs between two files, or between the files of two folders, in the order of their names.

    Files of different formats are compared by their words. Equal files of folders are left
    out. Raises ConfigError for a file beside a folder or of a format that cannot be
    compared, RecordError or WriteError for one that cannot be read.
    """
    for path in (old, new):
        if not path.exists():
            raise ConfigError([problem(None, "U001", f"没有 {shown(path)} 这个文件或者文件夹", "核对名字")])
    if old.is_dir() != new.is_dir():
        raise ConfigError([problem(None, "U001", "一个是文件夹，一个是文件，不能比较", "两个都写文件，或者都写文件夹")])
    if not old.is_dir():
        return [_pair(old, new)]
    names = sorted({*_files(old), *_files(new)})
    found = (_attempted(old / name, new / name) for name in names)
    return [item for item in found if item.changed or item.problems or not (item.old and item.new)]


def _attempted(old: Path, new: Path) -> Comparison:
    """Two files of folders: one that cannot be read is told and costs only itself."""
    try:
        return _pair(old, new)
    except DocgenError as fault:
        return Comparison(str(shown(old)), str(shown(new)), (), (), (), problems=tuple(fault.problems))


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        inner = path.relative_to(folder)
        # Word keeps a file ~$… beside one that is open.
        if any(part.startswith((".", "~$")) for part in inner.parts):
            continue
        if path.suffix.lower() in READERS and path.is_file():
            yield inner.as_posix()


def _pair(old: Path, new: Path) -> Comparison:
    """Read apart: a file that hangs or grows costs only itself."""
    from docgen.core.apart import apart

    return apart(lambda: _compared(old, new), str(shown(new if new.is_file() else old)))


def _compared(old: Path, new: Path) -> Comparison:
    before = read(old) if old.is_file() else []
    after = read(new) if new.is_file() else []
    names = [str(shown(path)) if path.is_file() else "" for path in (old, new)]
    rows, edges = align(before, after), (len(before), len(after))
    left: tuple[str, ...] = ()
    words = [path.suffix.lower() == ".docx" for path in (old, new) if path.is_file()]
    if words == [True, True]:
        sides = [open_word(path.read_bytes(), str(path)) for path in (old, new)]
        ours, theirs = map(_beside, sides)
        rows += (
            Row(
                None if row.old is None else row.old + len(before),
                None if row.new is None else row.new + len(after),
                row.pieces,
            )
            for row in align(ours, theirs)
        )
        before, after, left = [*before, *ours], [*after, *theirs], _left(*sides)
    elif any(words) and len(words) > 1:
        left = ("Word 文件的页眉、页脚和注",)
    return Comparison(names[0], names[1], tuple(rows), tuple(before), tuple(after), edges, left)


def _beside(word: WordFile) -> list[str]:
    """Headers, footers and notes, each behind its name; the same words in several of them once."""
    found = ((one.where, plain(one.text)) for one in (*word.edges, *word.notes))
    return list(dict.fromkeys(f"{where}：{text}" for where, text in found if text.strip("— ")))


def _left(old: WordFile, new: WordFile) -> tuple[str, ...]:
    """What of two Word files is not compared, with how many there are."""
    counts = [(what, old.seen[what], new.seen[what]) for what in ("图片", "批注") if old.seen[what] or new.seen[what]]
    counts += [("隐藏文字", len(old.hidden), len(new.hidden))] if old.hidden or new.hidden else []
    left = [f"{what}（旧{ours}处，新{theirs}处）" for what, ours, theirs in counts]
    if old.changes or new.changes:
        left.append(f"原有的修订（旧{len(old.changes)}处，新{len(new.changes)}处，按全部接受算）")
    return tuple(left)


def tracked(old: Path, new: Path) -> bytes:
    """The Word file that shows the way from *old* to *new* as tracked changes.

    Files that are no Word files are set as plain paragraphs first. Raises as ``compare`` does.
    """
    from docgen.core.apart import apart

    return apart(lambda: redline(_as_word(old), _as_word(new), str(shown(old)), str(shown(new))), str(shown(new)))


def _as_word(path: Path) -> bytes:
    if path.suffix.lower() == ".docx":
        return path.read_bytes()
    place = Span(str(shown(path)))
    blocks = tuple(Paragraph("正文", (Text(words, place),), place) for words in read(path))
    meta = Meta("comparison", "对比", _NORM, "instrument", path.stem)
    return WRITERS["docx"].write(Document(meta, blocks), norms.load(_NORM))


# — show —
# A comparison for eyes: lines for a terminal, a page with both sides for a browser.

_MARKS = {"same": ("", ""), "gone": ("［-", "-］"), "come": ("［+", "+］")}
_LONGEST = 24
"""Characters of unchanged text kept on each side of a change in a terminal."""


def lines(found: Sequence[Comparison]) -> Iterator[str]:
    """The changed paragraphs: ［-gone-］ and ［+come+］ inside, long unchanged parts cut with …."""
    for item in found:
        yield _heading(item)
        if not (item.old and item.new):
            continue
        for row in item.changed:
            yield f"  {_place(row, item.edges)} {''.join(_shortened(row))}"


def _heading(item: Comparison) -> str:
    if item.problems:
        return f"{item.old} → {item.new}：没有比较"
    if not item.old:
        return f"{item.new}：新增的文件，{len(item.after)} 段"
    if not item.new:
        return f"{item.old}：没有了的文件，{len(item.before)} 段"
    return f"{item.old} → {item.new}：{len(item.changed)} 段不同"


def _place(row: Row, edges: tuple[int, int]) -> str:
    if (row.old is not None and row.old >= edges[0]) or (row.new is not None and row.new >= edges[1]):
        return "正文以外："
    if row.old is None:
        return f"新第{(row.new or 0) + 1}段："
    return (
        f"第{row.old + 1}段："
        if row.new is None or row.new == row.old
        else f"第{row.old + 1}段（新第{row.new + 1}段）："
    )


def _shortened(row: Row) -> Iterator[str]:
    last = len(row.pieces) - 1
    for number, (kind, text) in enumerate(row.pieces):
        if kind == "same" and len(text) > 2 * _LONGEST:
            head = "" if number == 0 else text[:_LONGEST]
            tail = "" if number == last else text[-_LONGEST:]
            text = f"{head}…{tail}"
        before, after = _MARKS[kind]
        yield f"{before}{text}{after}"


def page(found: Sequence[Comparison]) -> str:
    """One self-contained web page: the old text at the left, the new at the right, changes marked in words and colour."""
    body = "".join(_section(item) for item in found) or "<p>没有不同。</p>"
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>对比</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>'
        "body{font:16px/1.7 sans-serif;margin:1.5em auto;max-width:76em;padding:0 1em;color:#222}"
        "table{width:100%;border-collapse:collapse;table-layout:fixed}"
        "th,td{width:50%;vertical-align:top;padding:.3em .6em;border:1px solid #ccc;text-align:left;overflow-wrap:anywhere}"
        "tr.same td{color:#666}del{background:#fdd;color:#8b0000}ins{background:#dfd;color:#064b06;text-decoration:underline}"
        f"</style></head><body><h1>对比</h1>{body}</body></html>\n"
    )


def _section(item: Comparison) -> str:
    rows = "".join(_row(row) for row in item.rows)
    return (
        f"<h2>{escape(_heading(item))}</h2><table><thead><tr><th>{escape(item.old) or '（没有）'}</th>"
        f"<th>{escape(item.new) or '（没有）'}</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(row: Row) -> str:
    kind = "changed" if row.changed else "same"
    return f'<tr class="{kind}"><td>{_side(row, "come", "del")}</td><td>{_side(row, "gone", "ins")}</td></tr>'


def _side(row: Row, other: str, tag: str) -> str:
    """The pieces of one side; *other* are those that stand only on the other one."""
    shown = [(kind, escape(text)) for kind, text in row.pieces if kind != other]
    return "".join(text if kind == "same" else f"<{tag}>{text}</{tag}>" for kind, text in shown)
