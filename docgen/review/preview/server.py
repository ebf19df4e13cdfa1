"""The server of the preview: this machine only, reading only, no page of another site may ask."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from docgen.core.errors import DocgenError, Problem
from docgen.formats import WRITERS
from docgen.review.preview.page import PAGE, SCRIPT, STYLE
from docgen.review.preview.studio import Studio

_EVERY = 0.2
"""Seconds between two looks at the files."""
_LONGEST = 20.0
"""Seconds after which a page that waits is told that nothing has changed."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
_WEB = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"
_STATIC = {"/": ("text/html", PAGE), "/preview.js": ("text/javascript", SCRIPT), "/preview.css": ("text/css", STYLE)}


def server(studio: Studio, port: int = 0) -> ThreadingHTTPServer:
    """A server on 127.0.0.1 (*port* 0: any free one), ready for ``serve_forever``. Raises OSError where the port is taken."""

    class Handler(_Handler):
        pass

    Handler.studio = studio
    made = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    made.daemon_threads = True
    return made


class _Handler(BaseHTTPRequestHandler):
    studio: Studio
    server: ThreadingHTTPServer
    protocol_version = "HTTP/1.1"
    server_version = "docgen"
    sys_version = ""

    def log_message(self, *_: Any) -> None:
        """Nothing is logged: addresses name records."""

    def do_GET(self) -> None:
        if not self.own():
            self.answer(403, "text/plain", "只能在这台电脑上看".encode())
            return
        address = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(address.query).items()}
        try:
            if address.path in _STATIC:
                kind, text = _STATIC[address.path]
                self.answer(200, kind, text.encode())
            elif address.path == "/file":
                self.file(asked)
            else:
                self.json(_ANSWERS[address.path](self.studio, asked))
        except (KeyError, IndexError, ValueError):
            self.answer(404, "text/plain", "没有这一页".encode())
        except DocgenError as fault:
            self.answer(409, "text/plain", _told(fault.problems))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_POST(self) -> None:
        """Nothing can be changed from here, whoever asks."""
        self.close_connection = True
        self.answer(405 if self.own() else 403, "text/plain", "预览只看不写".encode())

    def own(self) -> bool:
        """True where this server's own page asks: no foreign name in Host, no other site behind the request."""
        names = {f"{host}:{self.server.server_port}" for host in ("127.0.0.1", "localhost")}
        origin = self.headers.get("Origin")
        return (
            self.headers.get("Host") in names
            and (origin is None or origin.removeprefix("http://") in names)
            and self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        )

    def file(self, asked: dict[str, str]) -> None:
        form = asked["format"]
        name, data, problems = self.studio.download(asked["record"], asked["kind"], int(asked["number"]), form)
        if problems:
            self.answer(409, "text/plain", _told(problems))
            return
        inline = form == "html"
        disposition = "inline" if inline else f"attachment; filename*=UTF-8''{quote(name)}"
        self.answer(
            200, "text/html" if inline else "application/octet-stream", data, disposition, _WEB if inline else _POLICY
        )

    def json(self, value: object) -> None:
        self.answer(200, "application/json", json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))

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


def _list(studio: Studio, asked: dict[str, str]) -> object:
    return {"version": studio.version(), "records": studio.records()}


def _view(studio: Studio, asked: dict[str, str]) -> object:
    # The version is taken first: a change while the paper is made gives a new one.
    version = studio.version()
    view = studio.view(asked["record"], asked.get("kind", ""))
    return {
        "version": version,
        "kinds": [{"id": name, "name": words} for name, words in view.kinds],
        "kind": view.papers[0].finished.kind.id if view.papers else asked.get("kind", ""),
        "papers": [{"name": paper.name, "pages": paper.pages} for paper in view.papers],
        "problems": [_as_json(item) for item in view.problems],
        "stale": view.stale,
        "formats": [name for name in ("docx", "pdf") if name in WRITERS],
    }


def _wait(studio: Studio, asked: dict[str, str]) -> object:
    """Answers as soon as the files are no longer those of the version asked about."""
    end = time.monotonic() + _LONGEST
    while (version := studio.version()) == asked["version"] and time.monotonic() < end:
        time.sleep(_EVERY)
    return {"version": version}


def _source(studio: Studio, asked: dict[str, str]) -> object:
    return {"lines": studio.source(asked["file"])}


_ANSWERS = {"/list": _list, "/view": _view, "/wait": _wait, "/source": _source}


def _as_json(item: Problem) -> dict[str, object]:
    span = item.span
    place = {"file": span.file, "line": span.line} if span and span.file else {"file": "", "line": 0}
    return {**place, "level": item.level, "code": item.code, "message": item.message, "hint": item.hint}


def _told(problems: Any) -> bytes:
    return "\n".join(f"{item.code} {item.message}。{item.hint}" for item in problems).encode()
