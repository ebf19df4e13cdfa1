"""One spelling for all spellings of a text: full-width or half-width, spaced, dashed, with invisible characters.

A secret that is typed as １３８ 0013-8000 is still the secret. ``folded`` is fast and knows
no places; ``Folded`` remembers where each character stood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SEPARATORS = "-‐‑‒–—―−﹣_·•・‧∙⋅･.,'’\"/\\|~:*^\t\v\f\r"
"""What may stand between the characters of a number or a name without making it another."""
_BLANKS = (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)


def _ranges(pattern: str) -> Iterator[int]:
    for match in re.finditer("(.)(?:-(.))?", pattern):
        yield from range(ord(match[1]), ord(match[2] or match[1]) + 1)


INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
"""Characters that take no room, as ranges of a pattern: formats, joiners, directions, tags, variation selectors."""
_DROPPED = dict.fromkeys((*map(ord, _SEPARATORS), *_BLANKS, *_ranges(INVISIBLE)))
_DROPPED_ASCII = bytes(sorted(code for code in _DROPPED if code < 128))


def folded(text: str) -> str:
    """*text* in the one spelling: NFKC, upper case, without invisible characters, blanks and separators; line breaks stay."""
    if text.isascii():
        return text.encode().translate(None, _DROPPED_ASCII).decode().upper()
    return unicodedata.normalize("NFKC", text).translate(_DROPPED).upper()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the one spelling, with the offset that each of its characters had."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Folded:
        made: list[str] = []
        offsets: list[int] = []
        for offset, char in enumerate(text):
            kept = folded(char)
            made.append(kept)
            offsets += [offset] * len(kept)
        return cls("".join(made), tuple(offsets))

    def find(self, needle: str) -> Iterator[tuple[int, int]]:
        """(start, stop) in the text itself of every *needle*, which is folded already; they do not overlap."""
        for start, stop in occurrences(self.text, needle):
            yield self.offsets[start], self.offsets[stop - 1] + 1


def occurrences(text: str, needle: str) -> Iterator[tuple[int, int]]:
    """(start, stop) of every *needle* in *text*, both folded.

    A short one that begins or ends with a digit is no part of a longer number: 5组 is not in 15组.
    """
    short = len(needle) < 6
    start = text.find(needle) if needle else -1
    while start >= 0:
        stop = start + len(needle)
        inside = (needle[0].isdigit() and text[start - 1 : start].isdigit()) or (
            needle[-1].isdigit() and text[stop : stop + 1].isdigit()
        )
        if not (short and inside):
            yield start, stop
        start = text.find(needle, stop)


_CHINESE_DIGITS = str.maketrans("〇零○一壹幺二贰三叁四肆五伍六陆七柒八捌九玖", "0001112233445566778899")
_DIGIT = re.compile(r"\d")


def with_digits(text: str) -> str:
    """*text*, folded, with 一三八零零… as 13800…: for numbers only."""
    return text if text.isascii() else text.translate(_CHINESE_DIGITS)


def is_number(text: str) -> bool:
    """True for a folded text that is known by its digits."""
    return len(_DIGIT.findall(text)) >= 6


# — several persons in one text —

_TITLES = (
    "检察长|检察官助理|检察官|检委会专职委员|检委会委员|专职委员|检察委员会委员|书记员|记录人|主任|处长|科长|部长|组长|庭长|委员|助理|干部|干警|"
    "代表|律师|教授|工程师|专家|局长|厅长|司长|区长|县长|市长|州长|镇长|乡长|村长|社长|站长|所长|队长|院长|校长|园长|股长|会长|董事长|支书|书记|秘书|经理|"
    "村主任|网格员|调解员"
)
_TITLED = re.compile(rf"^.*(?:{_TITLES})(?=\S{{2}})")
_TITLE_LAST = re.compile(rf"(?:第[一二三四]检察部)?(?:副|一级|二级|三级|四级|高级)*(?:{_TITLES})$")
_KIN = re.compile(
    r"^(?:其|系|法定代理人|监护人)*(?:父亲|母亲|父母|爸爸|妈妈|祖父|祖母|外祖父|外祖母|爷爷|奶奶|外公|外婆|姥姥|姥爷|叔叔|姑姑|舅舅|姨妈|哥哥|姐姐|父|母)*[:：为是]?"
)
_BETWEEN = re.compile(r"[、，,；;/\s　]+|(?<=\S{2})[和及](?=\S{2})")


def persons_in(text: str) -> list[str]:
    """The names of persons in a field that may hold titles, kinship and notes besides: 副检察长陆一舟 → 陆一舟."""
    found = []
    for part in _BETWEEN.split(re.sub(r"[（(].*?[)）]", " ", text)):
        bare = _TITLE_LAST.sub("", _TITLED.sub("", _KIN.sub("", part)))
        if re.fullmatch(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|.*[·•].*|[A-Za-z][A-Za-z.' -]+", bare):
            found.append(bare)
    return found


def parts(typed: str) -> list[str]:
    """*typed* and what in it may be quoted on its own: items of a list, names behind titles, numbers."""
    bare = typed.strip().strip("[]").strip()
    items = [item.strip().strip("\"'“”").strip() for item in re.split(r"[,，、；;]", bare)]
    found = [bare.strip("\"'"), *items]
    for item in items:
        found += persons_in(item)
        # What stands behind a word: 银行卡 6217…, 微信号：lucky-88.
        found += [rest for rest in re.split(r"[\s:：]+", item)[1:] if len(rest) >= 4]
    return [one for one in found if one and not re.fullmatch(r"[是否无|>-]+", one)]
