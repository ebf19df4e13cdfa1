"""Which font files a norm's fonts really are on this machine, what they cover, how wide their characters are.

Word files name fonts and never look at them: whoever opens the file has fonts of his own.
Their layout is computed with ``official``, built-in widths of the official fonts, so that a
Word file has the same bytes on every machine, one without a Chinese font too. PDF embeds
what is here: ``used`` gives the widths of that, ``uncovered`` and ``substitutions`` what to tell.
"""

from docgen.page.fonts.choice import (
    Advances,
    Choice,
    Face,
    Widths,
    chosen,
    folder,
    fontconfig_file,
    grid_width,
    official,
    opened,
    substitutions,
    uncovered,
    used,
)

__all__ = [
    "Advances",
    "Choice",
    "Face",
    "Widths",
    "chosen",
    "folder",
    "fontconfig_file",
    "grid_width",
    "official",
    "opened",
    "substitutions",
    "uncovered",
    "used",
]
