"""Regular expressions that are compiled when they are first asked something.

Compiling those of all modules that a letter loads takes longer than reading its record, and
a run uses some of them only.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """*source* as by ``re.compile``, at its first use; ``re.error`` is raised only then.

    For patterns of modules. Ask the pattern itself (``_DATE.search(text)``): functions of ``re`` do not take it.
    """
    return cast("re.Pattern[AnyStr]", _Later(source, flags))


class _Later:
    """A pattern to be. What is asked of it once is kept as an attribute, so that it costs no more from then on."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        asked = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, asked)
        return asked
