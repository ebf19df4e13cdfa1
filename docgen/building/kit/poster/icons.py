"""Icons drawn for docgen, one line thick, on a square of 48: a field of law, a step of the work, a zone of the picture."""

from __future__ import annotations

_LINES = {
    "scales": "M24 7v34M14 41h20M8 15h32M8 15l-5 13h10zM40 15l-5 13h10zM24 7l0 0",
    "people": "M17 20a6 6 0 1 0 0-12a6 6 0 0 0 0 12M6 40c0-9 4-15 11-15s11 6 11 15zM33 21a5 5 0 1 0 0-10a5 5 0 0 0 0 10M32 26c6 0 10 5 10 14h-9",
    "woman": "M24 19a7 7 0 1 0 0-14a7 7 0 0 0 0 14M24 23c-6 0-9 4-11 11l-2 7h26l-2-7c-2-7-5-11-11-11M24 23v18",
    "child": "M24 20a8 8 0 1 0 0-16a8 8 0 0 0 0 16M20 11h1M27 11h1M21 15c2 2 4 2 6 0M12 42c0-11 4-18 12-18s12 7 12 18zM24 31v11",
    "leaf": "M9 40c0-21 10-32 32-33c1 21-8 33-26 33M9 40c5-11 12-18 22-23M6 43l5-5",
    "bowl": "M6 24h36c0 9-6 16-14 17h-8c-8-1-14-8-14-17M17 18c-3-4 3-6 0-11M25 18c-3-4 3-6 0-11M33 18c-3-4 3-6 0-11",
    "helmet": "M6 35h36M10 35c0-12 5-20 14-20s14 8 14 20M20 15v11M28 15v11M20 15c0-5 8-5 8 0M6 35v4h36v-4",
    "lock": "M12 21h24v20h-24zM17 21v-6c0-9 14-9 14 0v6M24 28v6M24 28l0 0",
    "coin": "M24 42a18 18 0 1 0 0-36a18 18 0 0 0 0 36M17 15l7 9l7-9M24 24v11M17 26h14M17 31h14",
    "temple": "M4 20l20-13l20 13zM9 20v18M18 20v18M30 20v18M39 20v18M5 38h38v4h-38z",
    "road": "M18 42l4-36M30 42l-4-36M24 8v5M24 19v6M24 31v8M6 42h36",
    "wheelchair": "M19 10a4 4 0 1 0 0-8a4 4 0 0 0 0 8M19 12v16h13l6 12h5M19 19h12M15 20a12 12 0 1 0 17 16",
    "briefcase": "M6 16h36v24h-36zM17 16v-6h14v6M6 26h36M21 24h6v5h-6z",
    "star": "M24 5l6 12l13 2l-9 10l2 13l-12-6l-12 6l2-13l-9-10l13-2z",
    "chart": "M7 41h35M12 41v-13h7v13M22 41v-22h7v22M32 41v-32h7v32",
    "ring": "M24 42a18 18 0 1 0 0-36a18 18 0 0 0 0 36M24 24v-18M24 24l14 11",
    "folder": "M5 12h14l4 6h20v22h-38zM5 24h38",
    "gear": "M24 31a7 7 0 1 0 0-14a7 7 0 0 0 0 14M24 5v7M24 36v7M5 24h7M36 24h7M11 11l5 5M32 32l5 5M37 11l-5 5M16 32l-5 5",
    "path": "M10 42a4 4 0 1 0 0-8a4 4 0 0 0 0 8M38 14a4 4 0 1 0 0-8a4 4 0 0 0 0 8M14 38h16c9 0 9-14 0-14h-12c-9 0-9-14 0-14h16",
    "check": "M24 43a19 19 0 1 0 0-38a19 19 0 0 0 0 38M15 24l7 7l12-14",
}
_FIELDS = (
    ("妇女", "woman"), ("未成年", "child"), ("儿童", "child"), ("老年", "people"), ("残疾", "wheelchair"), ("无障碍", "wheelchair"),
    ("生态", "leaf"), ("环境", "leaf"), ("资源", "leaf"), ("耕地", "leaf"), ("食品", "bowl"), ("药品", "bowl"), ("安全生产", "helmet"),
    ("劳动", "briefcase"), ("就业", "briefcase"), ("个人信息", "lock"), ("网络", "lock"), ("国有财产", "coin"), ("国有土地", "coin"),
    ("反垄断", "coin"), ("消费", "coin"), ("文物", "temple"), ("文化", "temple"), ("英雄", "star"), ("军人", "star"), ("国防", "star"),
    ("交通", "road"), ("铁路", "road"),
)  # fmt: skip
"""Word in the name of a field of law → its icon; the first that fits."""


def of_field(field: str) -> str:
    """The name of the icon for a *field* of law, the scales where there is none of its own."""
    return next((icon for word, icon in _FIELDS if word in field), "scales")


def icon(name: str, size: int, colour: str, width: float = 3) -> str:
    """The icon as SVG, *size* px wide; it says nothing that does not stand beside it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="icon" width="{size}" height="{size}" viewBox="0 0 48 48" aria-hidden="true" '
        f'style="width:{size}px;height:{size}px"><path d="{_LINES[name]}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
