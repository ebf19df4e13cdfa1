"""``docgen publish``."""

from __future__ import annotations

from pathlib import Path

from docgen import builder
from docgen.cli import console
from docgen.errors import ConfigError, RecordError, WriteError, has_errors, problem
from docgen.files import deliver
from docgen.privacy import masks
from docgen.privacy.leaks import leaks
from docgen.privacy.names import style_of
from docgen.privacy.published import published
from docgen.privacy.secrets import register
from docgen.records.loader import load_or_raise
from docgen.records.models import Case
from docgen.source import Span, shown


def publish(record: Path, out: Path, *, force: bool, as_json: bool) -> int:
    """Write the public record of *record* to *out*, once it is sure that no secret is in it; gives the exit code."""
    space = builder.workspace(record)
    case = load_or_raise(shown(record), space.project)
    if not isinstance(case, Case):
        hint = "发布会和发布稿记录本来就是公开的；它们列出的案件，一份一份做公开版"
        raise ConfigError([problem(None, "U001", f"{shown(record)} 不是案件记录，没有公开版", hint)])
    if case.secrecy:
        hint = "核对密级；有密级的案件不公开"
        raise RecordError([problem(case.secrecy.span, "V004", "记录标了密级，不能做公开版", hint)])
    if has_errors(faults := masks.faults([case])):
        raise RecordError(faults)
    secrets = register([case], style_of(str(space.project.settings.masking or "")))
    own = (kind for kind in space.catalog.kinds.values() if kind.face == "public" and kind.own)
    data = published(case, secrets, frozenset(name for kind in own for name in (kind.name, kind.id))).encode()
    found = leaks(data, out.name, secrets)
    if found:
        kinds = "、".join(dict.fromkeys(leak.kind for leak in found))
        hint = "先用 docgen render 做一份对外文书，按消息里的行号改"
        raise RecordError([problem(Span(str(shown(record))), "M002", f"公开的内容里还有{kinds}，没有写出公开版", hint)])
    if out.exists() and not force:
        raise WriteError([problem(None, "W002", f"{shown(out)} 已经有了，没有覆盖", "换一个名字，或者加 --force")])
    deliver(out, data)
    if as_json:
        console.print_json([], published=str(shown(out)))
    else:
        console.result(str(shown(out)))
    return 0
