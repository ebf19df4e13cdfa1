"""Names of output files: legal on every system, short enough, never two alike."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LIMIT = 200
"""Bytes of UTF-8 that a name may have; file systems allow 255."""

_ILLEGAL = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def file_name(parts: Iterable[str], suffix: str) -> str:
    """文种-院-事由[-对象] with *suffix*: what Windows forbids becomes full-width, what is too long is cut with a hash."""
    stem = "-".join(clean for part in parts if (clean := _clean(part))) or "未命名"
    if _RESERVED.fullmatch(stem):
        stem += "＿"
    room = LIMIT - len(suffix.encode())
    if len(stem.encode()) > room:
        mark = "~" + hashlib.sha256(stem.encode()).hexdigest()[:8]
        stem = stem.encode()[: room - len(mark)].decode(errors="ignore") + mark
    return stem + suffix


@lru_cache(256)
def _clean(part: str) -> str:
    text = unicodedata.normalize("NFC", part).translate(_ILLEGAL)
    return re.sub(r"\s+", " ", _HIDDEN.sub("", text)).strip(" .")


class Names:
    """The names given so far in one run; a second of the same name is called （2）."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, folder: str, parts: Iterable[str], suffix: str) -> str:
        """A free name in *folder*. Names that differ only in case are the same on Windows and macOS."""
        fixed = list(parts)
        name = file_name(fixed, suffix)
        count = 1
        while f"{folder}/{name}".casefold() in self._taken:
            count += 1
            name = file_name([*fixed[:-1], f"{fixed[-1]}（{count}）"], suffix)
        self._taken.add(f"{folder}/{name}".casefold())
        return name

    def taken(self, folder: str, name: str) -> bool:
        """True where *name* has been given in *folder*."""
        return f"{folder}/{name}".casefold() in self._taken
