"""一图读懂: what the register holds as one page 1080 px wide, and the cards of its cases.

``facts`` says what is printed, as texts of records that are masked before anything is drawn; ``page`` and
``cards`` set them as HTML, ``charts`` draws bars and rings. The same markup is a page for browsers and what
WeasyPrint makes the PNG of.
"""
