"""``docgen preview``."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.core.errors import ConfigError, problem
from docgen.core.source import shown


def preview(
    path: Annotated[Path, typer.Argument(metavar="位置", help="记录文件或者文件夹，缺省是当前文件夹")] = Path(),
    port: Annotated[int, typer.Option("--port", metavar="端口", help="缺省用空着的端口")] = 0,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="要不要打开浏览器")] = True,
) -> int:
    """Serve the preview of the records at *path* until it is interrupted; gives 0."""
    from docgen.review.preview.server import server
    from docgen.review.preview.studio import Studio

    if not path.exists():
        raise ConfigError([problem(None, "U001", f"没有 {shown(path)} 这个文件或者文件夹", "核对名字")])
    try:
        made = server(Studio(path), port)
    except OSError:
        hint = "换一个 --port，或者不写，用空着的端口"
        raise ConfigError([problem(None, "U001", f"端口 {port} 用不了", hint)]) from None
    address = made.address
    console.raw(f"{address}\n".encode())
    console.say(
        "在浏览器里打开上面的地址（#后面是这一次的口令）；点纸面上的字就改，保存记录，页面自己更新。按 Ctrl+C 结束。"
    )
    if browser:
        webbrowser.open(address)
    try:
        made.serve_forever()
    except KeyboardInterrupt:
        console.say("结束了。")
    finally:
        made.server_close()
    return 0
