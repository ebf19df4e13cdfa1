"""How the tests start Chromium: in its sandbox, wherever it has one."""

from __future__ import annotations

import os
import shutil

FLAGS = ["--disable-gpu"]
if getattr(os, "geteuid", lambda: 1)() == 0:
    # Chromium refuses to start as root, in containers for instance, unless its sandbox is off.
    FLAGS.append("--no-sandbox")


def program() -> str | None:
    """The path of Chromium, None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")
