"""Published texts in the pages of twelve publishing systems, and as people copy them: what import makes of them, in figures.

    python -m tests.reliability.intake [SHELLS]

Twelve texts of the genres × twelve shells, each as a page, as text copied out of it, as a Word
file and as text from a PDF (wrapped in as many manners as ``WRAPS`` has). Right are the headline,
the sections and the speakers; whole is a paragraph that comes out as one, lost one that neither a
record nor the report has, foreign a line of the site in a record.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.intake.take import Taken, differences, take
from docgen.records.loader import load
from docgen.records.project import Project, Settings
from docgen.records.release import Release
from tests.intake.word_file import paragraph, word

SITE = "青川检察网"
MENU = ("首页", "检务公开", "检察新闻", "典型案例", "法律监督", "联系我们")
HOT = ("某地召开座谈会部署重点工作", "某地开展普法宣传进校园活动", "某地检察院开展主题党日活动")
FOOT = ("版权所有：青川检察网", "备案号：云ICP备00000000号", "地址：云江省青川市法治路6号")
TIME = "2024-05-21 10:20"


@dataclass(frozen=True)
class Text:
    """A text of a genre: its headline, its lines, and which of them are headings of sections or questions."""

    title: str
    lines: tuple[str, ...]
    heads: tuple[str, ...] = ()


def _news(subject: str, number: int) -> tuple[str, ...]:
    return (
        f"5月20日，云江省人民检察院召开新闻发布会，通报全省检察机关开展{subject}公益诉讼工作的情况，并发布{number}件典型案例。",
        f"去年以来，全省检察机关共办理{subject}案件{number}86件，发出检察建议{number}45件，有关部门均在规定的期限内作了书面回复。",
        "云江省人民检察院副检察长林知远表示，下一步将同有关部门一起做好巡查，把每一件案件办好，守护公共利益。",
    )


def _case(office: str, matter: str, *, work: str = "调查和督促履职") -> tuple[str, ...]:
    return (
        f"{office}督促{matter}行政公益诉讼案",
        "【基本案情】",
        f"辖区内9处点位存在问题，{matter}长期没有落实，损害了社会公共利益，群众反映强烈。",
        f"【{work}】",
        f"2024年3月，{office}依法立案，向有关部门发出检察建议，督促其依法全面履职。有关部门已全部整改。",
        "【典型意义】",
        "检察机关以可诉性提升精准性和规范性，推动了行业治理，做到办理一案、治理一片。",
    )


_OFFICES = tuple(f"云江省青川市{place}人民检察院" for place in ("临河区", "南山区", "望江区"))
_MATTERS = ("整治校外托管点消防安全隐患", "保护古树名木", "规范医疗废物处置")


def _collection(numbers: tuple[str, ...], *, work: str = "调查和督促履职", preface: bool = True) -> tuple[str, ...]:
    lines: list[str] = (
        ["近日，云江省人民检察院发布一批公益诉讼典型案例，供各地在办案中参考借鉴，推动工作开展。"] if preface else []
    )
    for number, office, matter in zip(numbers, _OFFICES, _MATTERS, strict=False):
        title, *rest = _case(office, matter, work=work)
        lines += [number, title, *rest] if number.endswith(("一", "二", "三")) else [number + title, *rest]
    return tuple(lines)


def _marks(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if line.startswith("【"))


_CHAPTERS = ("办案情况", "主要做法", "下一步打算")
_POINTED = (*_news("湿地保护", 3)[:1], "一、办案情况", _news("湿地保护", 3)[1], "二、主要做法", "加强同有关部门的协作，建立线索移送、信息共享和联合巡查的制度，形成工作合力。", "三、下一步打算", _news("湿地保护", 3)[2])  # fmt: skip
_ASKED = (
    "2024年5月20日，云江省人民检察院召开新闻发布会，发布湿地保护典型案例，并回答记者提问。", "问题一：这批案例有哪些特点？", "答：这批案例有以下特点。",
    "一是领域广。涉及河湖、滩涂和水库，覆盖了全省的主要湿地。", "二是效果实。恢复湿地1200余亩，有关部门均已整改到位。", "问题二：下一步有什么打算？",
    "答：下一步，我们将继续加大办案力度，同林草部门一起做好巡查，守护候鸟的家园。",
)  # fmt: skip
_SPOKEN = tuple(
    line.replace("问题一：", "记者：").replace("问题二：", "记者：").replace("答：", "林知远：") for line in _ASKED
)
_NOTICE = (
    "根据有关规定，本院决定对督促保护耕地行政公益诉讼案召开公开听证会。现将有关事项公告如下：", "一、听证时间", "2024年7月5日（星期五）下午3时",
    "二、听证地点", "青川市人民检察院办公楼七楼听证室", "三、注意事项", "旁听人员应当提前10分钟进场，携带有效身份证件，遵守听证会的纪律和秩序。",
    "特此公告。", "云江省青川市人民检察院", "2024年6月28日",
)  # fmt: skip
_STORY = (
    "5月20日上午，青川市临河区人民检察院举办检察开放日活动，邀请人大代表、政协委员和市民参加。", "走访参观，了解检察职能",
    "讲解员的介绍让大家对检察工作有了初步的印象，大家纷纷表示这次活动收获很大——", "“这是我院的听证室，听证员在这里发表意见，社会各界人士都可以来参加。”",
    "座谈交流，听取意见建议", "代表们围绕公益诉讼提出了意见建议，检察官一一作了回应，并表示将认真研究采纳。",
)  # fmt: skip
TEXTS: dict[str, Text] = {
    "消息": Text("云江省检察机关通报湿地保护工作情况", _news("湿地保护", 3)),
    "发布会消息": Text("云江省检察机关办理562件安全生产领域公益诉讼案", _news("安全生产", 6)),
    "工作通报": Text("云江省人民检察院通报湿地保护工作", _POINTED, _CHAPTERS),
    "答记者问": Text("云江省人民检察院负责人就湿地保护典型案例答记者问", _ASKED, (_ASKED[1], _ASKED[5])),
    "实录": Text("云江省人民检察院湿地保护新闻发布会实录", _SPOKEN, (_SPOKEN[1], _SPOKEN[5])),
    "听证公告": Text("云江省青川市人民检察院听证公告", _NOTICE, ("听证时间", "听证地点", "注意事项")),
    "通讯": Text("青川市临河区人民检察院举办检察开放日活动", _STORY, (_STORY[1], _STORY[4])),
    "案例集": Text("云江省公益诉讼检察典型案例", (lines := _collection(("案例一", "案例二", "案例三"))), _marks(lines)),
    "案例集，行内编号": Text("云江省安全生产公益诉讼典型案例", (lines := _collection(("案例1：", "案例2："))), _marks(lines)),
    "案例集，没有编号": Text("云江省文物保护公益诉讼典型案例", (lines := _collection(("", "", ""))), _marks(lines)),
    "案例集，别的小节": Text("云江省生态环境公益诉讼典型案例", (lines := _collection(("案例一", "案例二"), work="磋商和督促履职")), _marks(lines)),
    "一件案例": Text(_case(_OFFICES[0], _MATTERS[0])[0], (lines := _case(_OFFICES[0], _MATTERS[0])[1:]), _marks(lines)),
}  # fmt: skip


# — shells: how the systems of Chinese offices lay out a page, by their own habits of markup —


def _p(text: Text) -> str:
    return "".join(f"<p style='text-indent:2em'>{line}</p>\n" for line in text.lines)


def _menu(tag: str = "div") -> str:
    return (
        f"<{tag} class='nav'>"
        + "".join(f"<a href='/{index}/'>{word}</a> " for index, word in enumerate(MENU))
        + f"</{tag}>"
    )


def _hot() -> str:
    return "<div class='hot'><div class='title'>热点推荐</div><ul>" + "".join(f"<li><a href='/h{index}.html'>{word}</a></li>" for index, word in enumerate(HOT)) + "</ul></div>"  # fmt: skip


def _foot() -> str:
    return "<div class='foot'>" + "".join(f"<p>{word}</p>" for word in FOOT) + "</div>"


def _page(title: str, body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


SHELLS: dict[str, Callable[[Text], str]] = {
    "大汉 jcms": lambda t: _page(f"{SITE} {t.title}", _menu() + f"<meta name='ArticleTitle' content='{t.title}'><div id='c'><table><tr><td class='title'>{t.title}</td></tr><tr><td>发布时间：{TIME}</td></tr><tr><td><div id='zoom'>{_p(t)}</div></td></tr></table></div>" + _hot() + _foot()),
    "博达 VSB": lambda t: _page(f"{t.title}-{SITE}", _menu() + f"<form name='_newscontent_fromname'><div class='v_news'><h1>{t.title}</h1><div>{TIME}</div><div id='vsb_content'>{_p(t)}</div></div></form>" + _hot() + _foot()),
    "TRS": lambda t: _page(t.title, f"<div class='top'>{_menu()}</div></body></html><div class='main'><h1>{t.title}</h1><div>时间：{TIME}</div><div class='TRS_Editor'>{_p(t)}</div></div>" + _hot() + _foot()),
    "ASP.NET": lambda t: _page(SITE, f"<form method='post' action='./show.aspx' id='form1'><input type='hidden' name='__VIEWSTATE' value='x'>{_menu()}<div><h1>{t.title}</h1><span>{TIME}</span><div>{_p(t)}</div></div>{_hot()}{_foot()}</form>"),
    "公众号": lambda t: _page("", f"<div id='js_article'><h1 id='activity-name'>{t.title}</h1><div id='js_content' style='visibility: hidden; opacity: 0;'>{_p(t)}</div></div>", f"<meta property='og:title' content='{t.title}'>"),
    "gov.cn": lambda t: _page(f"{t.title}_{SITE}", f"<div class='hd'>{_menu()}</div></html><div class='article'><h1>{t.title}</h1><div class='pages-date'>{TIME} 来源：{SITE}</div><div id='UCAP-CONTENT'>{_p(t)}</div></div>{_foot()}"),
    "HTML5": lambda t: _page(f"{t.title} | {SITE}", f"<header>{_menu('nav')}</header><main><article><header><h1>{t.title}</h1></header>{_p(t)}</article><aside>{_hot()}</aside></main><footer>{_foot()}</footer>"),
    "表格排版": lambda t: _page(f"{t.title}-{SITE}", f"<table><tr><td colspan=2>{_menu()}</td></tr><tr><td>{_hot()}</td><td><div align=center><b>{t.title}</b></div>{_p(t)}</td></tr><tr><td colspan=2>{_foot()}</td></tr></table>"),
    "br 分段": lambda t: _page(f"{t.title}-{SITE}", _menu() + f"<div class='con'><h2>{t.title}</h2><div>" + "<br>".join(f"　　{line}" for line in t.lines) + "</div></div>" + _hot() + _foot()),
    "栏目叫 title": lambda t: _page(f"{t.title}-{SITE}", f"<div class='title'><a href='/x'>新闻动态</a></div>{_menu()}<div class='cur-title'>您的位置：<a href='/'>首页</a> &gt; 新闻动态</div><div class='box'><div class='bt'>{t.title}</div><div class='nr'>{_p(t)}</div></div>{_hot()}{_foot()}"),
    "dedecms": lambda t: _page(f"{t.title}_{SITE}", _menu() + f"<div class='place'><a href='/'>主页</a> &gt; <a href='/a'>新闻</a> &gt; 正文</div><div class='viewbox'><div class='title'><h2>{t.title}</h2></div><div class='content'><table><tr><td>{_p(t)}</td></tr></table></div><div class='context'><ul><li>上一篇：<a href='/1'>{HOT[0]}</a></li><li>下一篇：<a href='/2'>{HOT[1]}</a></li></ul></div></div>" + _foot()),
    "没有 h1": lambda t: _page(f"{t.title}", _menu() + f"<section><section><section>{_p(t)}</section></section></section>" + _hot() + _foot()),
}  # fmt: skip


def _copied(text: Text, number: int) -> str:
    """The page as it lies on the clipboard: menus before, buttons behind, by *number* in several manners."""
    before = (" | ".join(MENU), "\n".join(MENU), f"设为首页 | 加入收藏\n{' | '.join(MENU)}", "登录 | 注册")[number % 4]
    where = ("", "当前位置：首页 > 检察新闻 > 正文", "您的位置：首页>>检察新闻")[number % 3]
    time = ("", f"时间:{TIME}  作者:  新闻来源:  【字号: | |")[number % 2]
    behind = ("【打印】 【关闭】", "分享到：", "上一篇：没有了", "下一篇：没有了", FOOT[0])
    return "\n".join(line for line in (before, where, text.title, time, *text.lines, *behind) if line)


_NEVER_FIRST = "，。、；：？！”’）》】…%"


def _wrapped(line: str, half_widths: int, indent: int = 0) -> list[str]:
    """*line* as a page of that width breaks it: numbers and words whole, no mark at the start, the first line shorter."""
    pieces: list[str] = []
    for one in re.findall(r"[A-Za-z0-9.]+|.", line):
        if pieces and (one in _NEVER_FIRST or pieces[-1][-1] in "“‘（《【"):
            pieces[-1] += one
        else:
            pieces.append(one)
    made, room = [""], half_widths - indent
    for piece in pieces:
        wide = sum(1 if one.isascii() else 2 for one in piece)
        if made[-1] and wide > room:
            made.append("")
            room = half_widths
        made[-1] += piece
        room -= wide
    return made


def typeset(text: Text, half_widths: int, *, margin: str = "", indent: str = "", between: str = "") -> str:
    lines = [f"{margin}{one}" for one in _wrapped(text.title, half_widths)]
    for paragraph_ in text.lines:
        first, *rest = _wrapped(paragraph_, half_widths, 4 if indent else 0)
        lines += [between] if between else []
        lines += [f"{margin}{indent}{first}", *(f"{margin}{one}" for one in rest)]
    return "\n".join(lines)


def _counted(text: Text, characters: int) -> str:
    paragraphs = (text.title, *text.lines)
    return "\n".join(one[at : at + characters] for one in paragraphs for at in range(0, len(one), characters))


def _paged(text: Text, half_widths: int, lines: int) -> str:
    made: list[str] = []
    for number, line in enumerate(typeset(text, half_widths).split("\n")):
        if number and number % lines == 0:
            made += ["", f"— {number // lines} —", ""]
        made.append(line)
    return "\n".join(made)


WRAPS: dict[str, Callable[[Text], str]] = {
    "数字符": lambda t: f"{t.title}\n\n{_counted(Text('', t.lines), 30).strip()}",
    "数字符24": lambda t: _counted(t, 24), "数字符36": lambda t: _counted(t, 36),
    "窄栏13字": lambda t: typeset(t, 26), "栏18字": lambda t: typeset(t, 36), "版心28字": lambda t: typeset(t, 56),
    "首行空两字": lambda t: typeset(t, 36, indent="　　"), "首行四个空格": lambda t: typeset(t, 56, indent="    "),
    "首行空两字，窄栏": lambda t: typeset(t, 26, indent="　　"),
    "页边": lambda t: typeset(t, 48, margin="      ", indent="    "), "页边，宽": lambda t: typeset(t, 60, margin="   ", indent="　　"),
    "页边，窄栏": lambda t: typeset(t, 30, margin="            ", indent="    "),
    "段间空行": lambda t: typeset(t, 36, between=" "), "段间空行，窄栏": lambda t: typeset(t, 26, between=" "),
    "段间空行，邮件": lambda t: typeset(t, 72, between=" "),
    "隔行": lambda t: typeset(t, 48).replace("\n", "\n\n"), "隔行，窄栏": lambda t: typeset(t, 26).replace("\n", "\n\n"),
    "页码": lambda t: _paged(t, 48, 9), "页码，窄栏": lambda t: _paged(t, 28, 14), "页码，宽": lambda t: _paged(t, 60, 7),
}  # fmt: skip
"""Manner → the text as a program gets it out of a PDF, a newspaper's column or a mail."""


def files(shells: int) -> Iterator[tuple[str, str, Text, bytes]]:
    """(container, file name, text, bytes) of every combination."""
    for number, (shell, page) in enumerate(list(SHELLS.items())[:shells]):
        for genre, text in TEXTS.items():
            name = f"{shell}-{genre}".replace(" ", "")
            yield "html", f"{name}.html", text, page(text).encode()
            yield "网页复制", f"{name}-复制.txt", text, _copied(text, number).encode()
            if number == 0:
                yield "docx", f"{name}.docx", text, word("".join(map(paragraph, (text.title, *text.lines))))
                for wrap, made in WRAPS.items():
                    yield "pdf 文本", f"{name}-{wrap}.txt", text, made(text).encode()


# — judging —


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def judge(text: Text, one: Taken, told: Counter[str]) -> list[str]:
    """Add to *told* what is right; what is wrong comes back in words."""
    wrong: list[str] = []
    records = [path.read_text(encoding="utf-8") for path in one.records]
    first = load(one.records[0], Project(Path(), Settings())).record if one.records else None
    title = str(first.title) if first is not None and getattr(first, "title", None) else ""
    said = [line.text for line in one.imported.source.lines]
    told["标题"] += 1
    if _bare(title) == _bare(text.title) or (not isinstance(first, Release) and said[:1] == [text.title]):
        told["标题对"] += 1
    else:
        wrong.append(f"标题是“{title}”")
    whole = "".join(map(_bare, records))
    heads = [str(part.heading) for part in first.body if part.heading] if isinstance(first, Release) else []
    for head in text.heads:
        told["小节和问答"] += 1
        name = head.strip("【】")
        good = head in heads if isinstance(first, Release) else (f"{name}:" in whole or f":{name}" in whole)
        told["小节和问答对"] += good
        wrong += [] if good else [f"小节“{head}”没有认出"]
    reported = "".join(_bare(dropped.text) for dropped in one.imported.source.dropped)
    printed = _bare("".join(said))
    for line in text.lines:
        told["段落"] += 1
        told["完整"] += any(_bare(line) in _bare(one) and len(_bare(one)) <= len(_bare(line)) + 8 for one in said)
        if _bare(line) not in printed:
            told["丢失"] += 1
            wrong.append(f"丢了“{line[:20]}”{'（报告里有）' if _bare(line) in reported else ''}")
    for line in (*MENU, *HOT, *FOOT, "热点推荐"):
        if any(_bare(line) == _bare(kept) or (len(line) > 8 and _bare(line) in _bare(kept)) for kept in said):
            told["外来"] += 1
            wrong.append(f"留下“{line}”")
    faults = [item.message for item in differences(one) if item.level == "error"]
    told["核对不过"] += bool(faults)
    return wrong + faults


def main() -> None:
    shells = int(sys.argv[1]) if len(sys.argv) > 1 else len(SHELLS)
    told: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for container, name, text, data in files(shells):
            path = Path(folder) / name
            path.write_bytes(data)
            counter = told.setdefault(container, Counter())
            counter["文件"] += 1
            for line in judge(text, take([path], Path(folder) / "记录" / name)[0], counter):
                print(f"  {name}：{line}")
    for container, counter in told.items():
        print(
            f"{container}：{counter['文件']} 个，标题 {counter['标题对']}/{counter['标题']}，小节和问答 {counter['小节和问答对']}/{counter['小节和问答']}，"
            f"段落 {counter['段落']}，完整 {counter['完整']}，丢失 {counter['丢失']}，外来 {counter['外来']} 行，核对不过 {counter['核对不过']}"
        )


if __name__ == "__main__":
    main()
