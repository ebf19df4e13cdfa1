"""The ruler: a finished page against the norm, clause by clause, as it really lies on paper.

Measures what a program has drawn (a PDF, or the PDF that LibreOffice makes of a Word file)
and knows nothing of how docgen wrote it.
"""

from docgen.page.measure.clauses import Clause, measured
from docgen.page.measure.office import converted
from docgen.page.measure.rows import Glyph, Sheet, sheets

__all__ = ["Clause", "Glyph", "Sheet", "converted", "measured", "sheets"]
