"""Our own page: norm and tree → lines → pages on the grid of 22 × 28.

From it come the page numbers of contents in Word files, the breaks of titles, and the lines
of the PDF. Pure: the same tree, norm and widths give the same pages.
"""

from docgen.page.layout.breaking import may_break, word_ends
from docgen.page.layout.flow import lay_out
from docgen.page.layout.setting import Layout, Line, Page, names_top, title_breaks

__all__ = ["Layout", "Line", "Page", "lay_out", "may_break", "names_top", "title_breaks", "word_ends"]
