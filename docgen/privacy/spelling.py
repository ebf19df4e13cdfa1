"""One spelling for all spellings of a text: full-width or half-width, spaced, dashed, with invisible characters.

A secret that is typed as １３８ 0013-8000 is still the secret. ``folded`` is fast and knows
no places; ``Folded`` remembers where each character stood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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
_DROPPED: dict[int, int | None] = dict.fromkeys((*map(ord, _SEPARATORS), *_BLANKS, *_ranges(INVISIBLE)))
_TRADITIONAL = (
    "張陳劉楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉閻陸鐘鍾譚鄒蘇盧蔣賈餘龍萬龔湯賴顧嚴錢賀羅鄔畢紀項藍閔麥婁顏駱淩萊繆應鄺烏陰聞莊習連歐"
    "師鞏寧榮華國軍偉強傑雲麗靜豔艷紅蘭鳳貴寶慶東飛鵬濤輝剛傳遠進達運興發財潔瓊珮瑩瑋瓏穎嬌嫻婭愛懷憶恆悅曉時書會朧橋樹樂權歡"
    "澤漢潤濱滿煒燁燦爾獻環現畫盡禮種積穩競筆簡級純細紹經維綱綺緒縣繼義聖聰聯職臨舉蓮藝衛裝覺觀計記訪設評詩誠語誼談諾謙議護讓"
    "豐貝賢賓質車軒輕輪農選鄉銀銘鋒錦鎮鐵長門開間關陽隊際隨難電霧靈頭順願類風養館駿魯鮮鳥黨齊齡號棟單區廠場學園醫藥業團務處辦"
    "灣壩嶺溝樓參兩亞來倫個偵側備優億兒內冊凱劍動勝勞勵勳協卻厲啟員喬圓堅堯壽夢奮婦實將尋導屆層島嵐崗帥帶幫幹廣彥後從復徵態憲"
    "戰據擁擇擔攝數斷晉暉暢曄條楓標機歲歷殘氣決沖淨淵渾溫滄漲瀟無營爭牆獎獨瑤產異當監盤眾礦祿禎稱穀窮節範築簽糧約納紋絡給統綠"
    "網緣練總績織羣翹肅脈脫腦膽與艦蒼蔭術補製複規視親訊試該詳認誌調課請諸證識譽讀變負貨責費資賽贊跡軟載辭邊郵鄰醬釗針鈞鈴鈺銳"
    "錄錫鍵鏡鑒閃閱闊陣雙雞離韋韻響頁須預領頌題顯飄飯飲馳駐騰驗驚體鬥魚鯉鴻鵑鷹"
)
_SIMPLIFIED = (
    "张陈刘杨黄赵吴孙马郑谢许韩冯邓萧叶阎陆钟钟谭邹苏卢蒋贾余龙万龚汤赖顾严钱贺罗邬毕纪项蓝闵麦娄颜骆凌莱缪应邝乌阴闻庄习连欧"
    "师巩宁荣华国军伟强杰云丽静艳艳红兰凤贵宝庆东飞鹏涛辉刚传远进达运兴发财洁琼佩莹玮珑颖娇娴娅爱怀忆恒悦晓时书会胧桥树乐权欢"
    "泽汉润滨满炜烨灿尔献环现画尽礼种积稳竞笔简级纯细绍经维纲绮绪县继义圣聪联职临举莲艺卫装觉观计记访设评诗诚语谊谈诺谦议护让"
    "丰贝贤宾质车轩轻轮农选乡银铭锋锦镇铁长门开间关阳队际随难电雾灵头顺愿类风养馆骏鲁鲜鸟党齐龄号栋单区厂场学园医药业团务处办"
    "湾坝岭沟楼叁两亚来伦个侦侧备优亿儿内册凯剑动胜劳励勋协却厉启员乔圆坚尧寿梦奋妇实将寻导届层岛岚岗帅带帮干广彦后从复征态宪"
    "战据拥择担摄数断晋晖畅晔条枫标机岁历残气决冲净渊浑温沧涨潇无营争墙奖独瑶产异当监盘众矿禄祯称谷穷节范筑签粮约纳纹络给统绿"
    "网缘练总绩织群翘肃脉脱脑胆与舰苍荫术补制复规视亲讯试该详认志调课请诸证识誉读变负货责费资赛赞迹软载辞边邮邻酱钊针钧铃钰锐"
    "录锡键镜鉴闪阅阔阵双鸡离韦韵响页须预领颂题显飘饭饮驰驻腾验惊体斗鱼鲤鸿鹃鹰"
)
"""The same characters of names and addresses in the other script, those that have one counterpart."""
_DROPPED |= {ord(old): ord(new) for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
_DROPPED |= dict.fromkeys(map(ord, "×✕✖ХхΧχ"), ord("X"))
"""What people type for the X of an identity number."""
_DROPPED_ASCII = bytes(sorted(code for code, kept in _DROPPED.items() if code < 128 and kept is None))


def folded(text: str) -> str:
    """*text* in the one spelling: NFKC, upper case, without invisible characters, blanks and separators; line breaks stay."""
    if text.isascii():
        return text.encode().translate(None, _DROPPED_ASCII).decode().upper()
    return unicodedata.normalize("NFKC", text).translate(_DROPPED).upper()


_LOOSE = re.compile(r"[\W_]+")


def tightened(text: str) -> str:
    """*text*, folded, without anything that is no letter, digit or hanzi: marks, brackets, line breaks, pictures, signs above letters."""
    return _LOOSE.sub("", text)


def needle_of(text: str, *, number: bool | None = None) -> tuple[str, bool]:
    """(what is looked for where *text* is a secret, whether digits written in Chinese count as digits).

    *number* says so; ``None``: as it looks. What has two characters is looked for as it stands, the rest whatever stands between.
    """
    plain = folded(text)
    tight = tightened(plain)
    if number or (number is None and is_number(plain)):
        return with_digits(tight), True
    return (tight if len(tight) > 2 else plain), False


class Spellings:
    """A text in the spellings in which secrets are looked for, each made once and only where it is asked for."""

    def __init__(self, text: str) -> None:
        self.plain = folded(text)
        self.tight = tightened(self.plain)
        self.digits = with_digits(self.tight)

    def fitting(self, needle: str, *, number: bool) -> str:
        """The spelling in which *needle* stands, if it does."""
        return self.digits if number else self.tight if len(needle) > 2 else self.plain


def located(text: str, needle: str, *, number: bool) -> Iterator[tuple[int, int]]:
    """(start, stop) in *text* itself of every *needle*, which is one of ``needle_of``."""
    whole = _whole(text, number or len(needle) > 2)
    yield from (Folded(with_digits(whole.text), whole.offsets) if number else whole).find(needle)


@lru_cache(maxsize=8)
def _whole(text: str, tight: bool) -> Folded:
    return Folded.of(text, tight=tight)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the one spelling, with the offset that each of its characters had."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str, *, tight: bool = False) -> Folded:
        made: list[str] = []
        offsets: list[int] = []
        for offset, char in enumerate(text):
            kept = tightened(folded(char)) if tight else folded(char)
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
