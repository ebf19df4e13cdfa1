"""Our own page: norm and tree → lines → pages on the grid of 22 × 28.

From it come the page numbers of contents in Word files, the breaks of titles, and the lines
of the PDF. Pure: the same tree, norm and widths give the same pages.
"""

from docgen.page.layout.breaking import may_break
from docgen.page.layout.flow import lay_out
from docgen.page.layout.model import Layout, Line, Page
from docgen.page.layout.setting import title_breaks
from docgen.page.layout.titles import word_ends

__all__ = ["Layout", "Line", "Page", "lay_out", "may_break", "title_breaks", "word_ends"]
