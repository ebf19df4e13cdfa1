"""What an article of an account looks like: inline styles for each part of it, of the properties that the editor keeps.

Sizes are those of a telephone: 16 px on 28, room between paragraphs instead of an indent.
"""

from __future__ import annotations

from dataclasses import dataclass

from docgen.page.norm.model import Palette

TAGS = frozenset(["section", "p", "strong", "table", "tbody", "tr", "th", "td"])
"""The elements that an article may have."""
ATTRIBUTES = frozenset(["style", "colspan", "scope"])
PROPERTIES = frozenset(
    [
        "background-color", "border", "border-bottom", "border-collapse", "border-left", "border-radius", "border-top", "color",
        "display", "font-size", "font-weight", "letter-spacing", "line-height", "margin", "padding", "text-align",
        "vertical-align", "white-space", "width",
    ]
)  # fmt: skip
"""The style properties that the editor is known to keep. Typefaces are the phone's own."""

Rules = dict[str, str]
_GREY, _INK = "#6b7280", "#333333"


def styled(rules: Rules) -> str:
    """*rules* as an attribute, those that the editor would drop left out."""
    kept = ";".join(f"{name}:{value}" for name, value in rules.items() if name in PROPERTIES)
    return f' style="{kept}"' if kept else ""


@dataclass(frozen=True, slots=True)
class Looks:
    """The parts of an article in the colours of a palette."""

    palette: Palette

    @property
    def ground(self) -> Rules:
        return {
            "font-size": "16px",
            "line-height": "1.75",
            "letter-spacing": "0.5px",
            "color": _INK,
            "text-align": "justify",
        }

    @property
    def text(self) -> Rules:
        return {"margin": "0 0 18px"}

    @property
    def boxed(self) -> Rules:
        """What the case means: set off on a pale ground."""
        return {
            "margin": "0 0 14px",
            "padding": "14px 16px",
            "background-color": self.palette.pale,
            "border-radius": "8px",
            "font-size": "15px",
        }

    @property
    def lead(self) -> Rules:
        return {
            "margin": "0 0 26px",
            "padding": "14px 16px",
            "background-color": self.palette.pale,
            "border-left": f"4px solid {self.palette.main}",
            "font-size": "15px",
        }

    @property
    def chapter(self) -> Rules:
        return {
            "margin": "34px 0 16px",
            "padding": "2px 0 2px 12px",
            "border-left": f"5px solid {self.palette.main}",
            "font-size": "18px",
            "line-height": "1.5",
            "color": self.palette.deep,
            "text-align": "left",
        }

    @property
    def heading(self) -> Rules:
        return {"margin": "26px 0 12px", "font-size": "17px", "color": self.palette.deep, "text-align": "left"}

    @property
    def under(self) -> Rules:
        """A line that stands above or below the title."""
        return {"margin": "0 0 20px", "font-size": "16px", "color": self.palette.deep, "text-align": "center"}

    @property
    def small(self) -> Rules:
        return {"margin": "0 0 12px", "font-size": "15px", "color": _GREY}

    @property
    def caption(self) -> Rules:
        return {"margin": "0 0 24px", "font-size": "15px", "line-height": "1.6", "color": _GREY, "text-align": "center"}

    @property
    def slot(self) -> Rules:
        """The place of a picture, which the editor takes by itself."""
        return {
            "margin": "24px 0 8px",
            "padding": "32px 8px",
            "border": "1px dashed #9aa7b8",
            "border-radius": "6px",
            "font-size": "15px",
            "color": _GREY,
            "text-align": "center",
        }

    @property
    def case(self) -> Rules:
        return {"margin": "44px 0 20px", "text-align": "center"}

    @property
    def block(self) -> Rules:
        return {"margin": "0 0 10px", "text-align": "center"}

    @property
    def pill(self) -> Rules:
        return {
            "display": "inline-block",
            "padding": "4px 20px",
            "background-color": self.palette.main,
            "border-radius": "6px",
            "color": "#ffffff",
            "font-size": "16px",
            "line-height": "1.6",
        }

    @property
    def title(self) -> Rules:
        return {
            "margin": "0",
            "font-size": "18px",
            "line-height": "1.5",
            "color": self.palette.deep,
            "text-align": "center",
        }

    @property
    def part(self) -> Rules:
        return {"margin": "26px 0 12px", "text-align": "left"}

    @property
    def tag(self) -> Rules:
        return {
            "display": "inline-block",
            "padding": "1px 12px",
            "background-color": self.palette.pale,
            "border-left": f"4px solid {self.palette.main}",
            "color": self.palette.main,
            "font-size": "16px",
        }

    @property
    def figures(self) -> Rules:
        return {
            "width": "100%",
            "margin": "0 0 20px",
            "border-collapse": "collapse",
            "background-color": self.palette.pale,
        }

    @property
    def cell(self) -> Rules:
        return {
            "padding": "12px 6px",
            "border": f"1px solid {self.palette.pale}",
            "text-align": "center",
            "vertical-align": "top",
        }

    @property
    def value(self) -> Rules:
        return {
            "margin": "0",
            "font-size": "26px",
            "line-height": "1.3",
            "color": self.palette.accent,
            "text-align": "center",
        }

    @property
    def words(self) -> Rules:
        return {"margin": "0", "font-size": "15px", "line-height": "1.5", "color": "#4b5563", "text-align": "center"}

    @property
    def end(self) -> Rules:
        return {"margin": "32px 0 8px", "padding": "14px 0 0", "border-top": "1px solid #dfe4ea"}

    @property
    def sign(self) -> Rules:
        return {"margin": "0", "font-size": "15px", "line-height": "1.9", "color": _GREY, "text-align": "center"}

    @property
    def table(self) -> Rules:
        return {
            "width": "100%",
            "margin": "0 0 18px",
            "border-collapse": "collapse",
            "font-size": "15px",
            "text-align": "left",
        }
