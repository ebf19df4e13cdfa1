"""The server of the preview: this machine only, for the page of this run only, writing only through the desk."""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from docgen.core.errors import DocgenError, Problem
from docgen.formats import WRITERS
from docgen.privacy.redact import without_secrets
from docgen.review.citing import national
from docgen.review.editing.desk import Done
from docgen.review.editing.parts import Lack, lacking
from docgen.review.editing.tree import Path as TreePath
from docgen.review.editing.write import Edit, words
from docgen.review.preview.studio import PAGE, SCRIPT, STYLE, Paper, Studio, Typed, View

_LONGEST = 20.0
"""Seconds after which a page that waits is told that nothing has changed."""
_PATIENCE = 15.0
"""Seconds for which a connection may say nothing, or not take what it is sent."""
_MOST = 64
"""Connections at a time; a browser opens six."""
_LARGEST = 2_000_000
"""Bytes of an edit: more than any record may hold."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
_WEB = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"
_STATIC = {"/": ("text/html", PAGE), "/preview.js": ("text/javascript", SCRIPT), "/preview.css": ("text/css", STYLE)}
TOKEN = "X-Docgen-Token"
"""The header in which the page says that it is the one of this run; a link says it as ``token``."""


class PreviewServer(ThreadingHTTPServer):
    """The server of one run. Its page is at ``address``: the token behind # is never sent, the page sends it itself."""

    daemon_threads = True
    request_queue_size = _MOST

    def __init__(self, port: int, studio: Studio) -> None:
        self.studio = studio
        self.token = secrets.token_urlsafe(24)
        self._room = threading.BoundedSemaphore(_MOST)
        super().__init__(("127.0.0.1", port), _Handler)
        studio.watch()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/#{self.token}"

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke is nobody's fault."""

    def server_close(self) -> None:
        self.studio.stop()
        super().server_close()


def server(studio: Studio, port: int = 0) -> PreviewServer:
    """A server on 127.0.0.1 (*port* 0: any free one), ready for ``serve_forever``. Raises OSError where the port is taken."""
    return PreviewServer(port, studio)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    connection: socket
    alarm: threading.Timer
    protocol_version = "HTTP/1.1"
    server_version = "docgen"
    sys_version = ""
    timeout = _PATIENCE

    @property
    def studio(self) -> Studio:
        return self.server.studio

    def log_message(self, *_: Any) -> None:
        """Nothing is logged: addresses name records."""

    def handle_one_request(self) -> None:
        # A request that comes by a byte at a time never times out by itself.
        self.alarm = self.alarmed()
        try:
            super().handle_one_request()
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            self.close_connection = True
        finally:
            self.alarm.cancel()

    def parse_request(self) -> bool:
        whole = super().parse_request()
        self.alarm.cancel()
        return whole

    def alarmed(self) -> threading.Timer:
        """Ends the connection where what it has to say is not said in time."""
        alarm = threading.Timer(2 * self.timeout, self._cut)
        alarm.daemon = True
        alarm.start()
        return alarm

    def _cut(self) -> None:
        try:
            self.connection.shutdown(SHUT_RDWR)
        except OSError:
            return

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(address.query).items()}
        if not self.own():
            self.answer(403, "text/plain", "只能在这台电脑上看".encode())
        elif address.path in _STATIC:
            kind, text = _STATIC[address.path]
            self.answer(200, kind, text.encode())
        elif not self.known(asked.get("token", "")):
            self.answer(403, "text/plain", _FOREIGN)
        else:
            self.tried(
                lambda: self.file(asked) if address.path == "/file" else self.json(_GET[address.path](self, asked))
            )

    def do_POST(self) -> None:
        """Edits: by the page of this run, from this very address."""
        size = self.headers.get("Content-Length", "")
        if not (self.own() and self.headers.get("Origin") and self.known()):
            self.close_connection = True
            self.answer(403, "text/plain", _FOREIGN)
        elif not size.isdigit() or int(size) > _LARGEST or self.headers.get("Content-Type") != "application/json":
            self.close_connection = True
            self.answer(413, "text/plain", "内容太大，没有写".encode())
        else:
            self.alarm = self.alarmed()
            body = self.rfile.read(int(size))
            self.alarm.cancel()
            self.tried(lambda: self.json(_POST[urlsplit(self.path).path](self.studio, json.loads(body))))

    def tried(self, answer: Any) -> None:
        try:
            answer()
        except (KeyError, IndexError, ValueError, TypeError, AttributeError):
            self.answer(404, "text/plain", "没有这一页".encode())
        except DocgenError as fault:
            self.answer(409, "application/json", _told(fault.problems))

    def own(self) -> bool:
        """True where this server's own page asks: no foreign name in Host, no other site behind the request."""
        names = {f"{host}:{self.server.server_port}" for host in ("127.0.0.1", "localhost")}
        origin = self.headers.get("Origin")
        return (
            self.headers.get("Host") in names
            and (origin is None or origin.removeprefix("http://") in names)
            and self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        )

    def known(self, token: str = "") -> bool:
        """True where the request holds the token of this run."""
        return hmac.compare_digest((self.headers.get(TOKEN) or token).encode(), self.server.token.encode())

    def file(self, asked: dict[str, str]) -> None:
        form = asked["format"]
        name, data, problems = self.studio.download(
            asked["record"], asked["kind"], int(asked["number"]), form, final=asked.get("final") == "1"
        )
        if problems:
            self.answer(
                409,
                "text/plain",
                "\n".join(f"{item.code} {item.message}。{item.hint}" for item in without_secrets(problems)).encode(),
            )
            return
        inline = form == "html"
        disposition = "inline" if inline else f"attachment; filename*=UTF-8''{quote(name)}"
        self.answer(
            200, "text/html" if inline else "application/octet-stream", data, disposition, _WEB if inline else _POLICY
        )

    def json(self, value: object) -> None:
        self.answer(200, "application/json", _bytes(value))

    def answer(self, code: int, kind: str, data: bytes, disposition: str = "", policy: str = _POLICY) -> None:
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if disposition:
            self.send_header("Content-Disposition", disposition)
        self.end_headers()
        self.wfile.write(data)


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _list(handler: _Handler, asked: dict[str, str]) -> object:
    return {"version": handler.studio.version(), "records": handler.studio.records()}


def _view(handler: _Handler, asked: dict[str, str]) -> object:
    # The version and the state are taken first: a change while the paper is made gives new ones.
    studio, record = handler.studio, asked["record"]
    version, typed = studio.version(), studio.typed(record, asked.get("kind", ""))
    view = studio.view(record, asked.get("kind", ""), final=asked.get("final") == "1")
    return {
        "version": version,
        "record": record,
        "state": typed.state,
        "undo": studio.desk.left(record),
        "kinds": [{"id": name, "name": words} for name, words in view.kinds],
        "kind": view.kind or asked.get("kind", ""),
        "papers": [_paper(paper, typed) for paper in view.papers],
        "lacking": [_lack(one, typed) for one in view.lacking],
        "problems": [_problem(item, typed, view) for item in view.problems],
        "stale": view.stale,
        "formats": [name for name in ("docx", "pdf") if name in WRITERS],
    }


def _paper(paper: Paper, typed: Typed) -> dict[str, object]:
    return {
        "name": paper.name,
        "pages": paper.pages,
        "parts": [
            {
                "block": one.block,
                "cell": one.cell and f"{one.cell[0]},{one.cell[1]}",
                "start": one.start,
                "stop": one.stop,
                "kind": one.kind,
                "file": one.file,
                "path": one.path,
                "line": one.line,
                "label": one.label or words(one.path),
            }
            for one in paper.parts
        ],
        "lacking": [_lack(one, typed) for one in lacking(paper.parts)],
        "cited": [
            {
                "block": one.block,
                "cell": one.cell and f"{one.cell[0]},{one.cell[1]}",
                "start": one.start,
                "stop": one.stop,
                "words": one.words,
            }
            for one in paper.cited
        ],
    }


def _lack(one: Lack, typed: Typed) -> dict[str, object]:
    return {"label": one.label, "path": one.path, "doc": typed.comment(one.path)}


def _wait(handler: _Handler, asked: dict[str, str]) -> object:
    """Answers as soon as the files are no longer those of the version asked about."""
    return {"version": handler.studio.wait(asked["version"], _LONGEST)}


def _source(handler: _Handler, asked: dict[str, str]) -> object:
    return {"lines": handler.studio.source(asked["file"])}


def _form(handler: _Handler, asked: dict[str, str]) -> object:
    return handler.studio.form(asked["record"], _path(json.loads(asked["path"])), asked.get("kind", ""))


def _laws(handler: _Handler, asked: dict[str, str]) -> object:
    return {"names": national()}


_GET = {"/list": _list, "/view": _view, "/wait": _wait, "/source": _source, "/form": _form, "/laws": _laws}


def _edit(studio: Studio, asked: dict[str, Any]) -> object:
    if asked["what"] not in ("set", "add", "drop", "move"):
        raise ValueError(asked["what"])
    edit = Edit(asked["what"], _path(asked["path"]), _value(asked.get("value")), int(asked.get("to", 0)))
    if not edit.path:
        raise ValueError("nothing is asked for")
    return _done(studio.edit(asked["record"], asked["state"], edit, asked.get("kind", "")))


def _undo(studio: Studio, asked: dict[str, Any]) -> object:
    return _done(studio.undo(asked["record"], asked["state"]))


_POST = {"/edit": _edit, "/undo": _undo}


def _path(typed: Any) -> TreePath:
    if not all(type(step) in (str, int) for step in typed):
        raise ValueError(typed)
    return tuple(typed)


def _value(typed: Any) -> Any:
    """A text, or texts by keys; nothing where all is blank."""
    if isinstance(typed, dict):
        return {str(key): one for key, one in typed.items() if isinstance(one, str) and one.strip()} or None
    if typed is not None and not isinstance(typed, str):
        raise ValueError(typed)
    return typed if typed and typed.strip() else None


def _done(done: Done) -> object:
    lines = [{"number": one.number, "old": one.old, "new": one.new} for one in done.lines]
    return {"state": done.state, "about": done.about, "lines": lines, "undo": done.left}


def _problem(item: Problem, typed: Typed | None = None, view: View | None = None) -> dict[str, object]:
    """A finding with the place that it opens: ``path``, or of a gap in another paper its ``kind`` and what it lacks."""
    span = item.span
    place = {"file": span.file, "line": span.line} if span and span.file else {"file": "", "line": 0}
    (told,) = without_secrets([item])
    answer: dict[str, object] = {**place, "level": item.level, "code": item.code, "message": told.message}
    answer |= {"hint": told.hint, "path": (), "kind": "", "label": ""}
    if view is not None and item.code in ("G001", "G002"):
        label = item.message.partition("待补：")[2]
        kind = max(
            (one for one in view.kinds if item.message.startswith(one[1])), key=lambda one: len(one[1]), default=""
        )
        return {**answer, "label": label, "kind": kind[0] if kind else view.kind}
    return {**answer, "path": typed.path_of(item) if typed else ()}


def _told(problems: Any) -> bytes:
    return _bytes({"problems": [_problem(item) for item in problems]})


_FOREIGN = "这个页面不是这一次 docgen preview 打开的，请用它印出来的地址".encode()
