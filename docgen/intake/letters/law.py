"""The provisions that a sentence of a letter cites, each as a record writes it: 《…》第…条."""

from __future__ import annotations

import re

_WHERE = r"第[零〇一二三四五六七八九十百\d]+(?:条(?:之[一二三四五六])?|款|项)(?:第[零〇一二三四五六七八九十百\d（）()]+[款项])*"
_MORE = rf"(?:[、，和及与以及]{{0,2}}(?:{_WHERE}))*"
_PROVISION = re.compile(rf"《[^《》]+(?:〈[^〉]*〉[^《》]*)*》(?:（[^（）]{{1,20}}）)?(?:的?(?:{_WHERE}){_MORE})?")


def provisions(text: str) -> list[str]:
    """The provisions of *text* in their order, each once."""
    return list(dict.fromkeys(_joined(found[0]) for found in _PROVISION.finditer(text)))


def _joined(text: str) -> str:
    return re.sub(r"》(（[^（）]*）)?的第", lambda found: f"》{found[1] or ''}第", text)


def only_provisions(text: str) -> bool:
    """True where *text* is a list of provisions and nothing else."""
    return re.fullmatch(r"[、，和及与等以\s]*(?:有关|相关|之)?", _PROVISION.sub("", text)) is not None
