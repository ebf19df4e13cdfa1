"""What surrounds a text on a web page and is no part of it: told by what it says, and only in short lines."""

from __future__ import annotations

import re

from docgen.intake.found import Line, Source

_LONGEST = 120
"""Characters of the longest line that may be chrome: a paragraph of the text is never judged by a word in it."""

_RULES: tuple[tuple[str, str], ...] = (
    ("网站栏目", r"[|｜丨·•\-—_=*#\s]+"),
    (
        "网站栏目",
        r"(?:移动|手机|电脑)?客户端|(?:官方|检察)?(?:微信|微博|抖音|头条号|公众号)|无障碍(?:浏览|阅读)?|网站地图|登录|注册|"
        r"登录\s*[|｜/]?\s*注册|设为首页|加入收藏|返回(?:首页|顶部|列表)|首页|English|繁體|繁体|简体|站内搜索|搜索|"
        r"(?:请)?点击(?:上方|下方|标题下)?[“”]?蓝字[“”]?.{0,16}|[-—·\s]*(?:THE\s*)?END[-—·\s]*|(?:联系|关于)我们|友情链接|网站声明|法律声明|我要(?:纠错|评论|投稿)|更多(?:>>|》)?|\.{3}|置顶",
    ),
    (
        "分享和工具",
        r"(?:一键)?分享(?:到|至)?[:：]?.{0,20}|扫一扫.{0,30}|扫码.{0,30}|(?:长按|识别|扫描).{0,8}二维码.{0,20}|"
        r"(?:【|\[)?(?:打印|关闭|收藏|推荐|纠错|返回|复制链接|我要纠错|大|中|小)(?:本页|窗口|正文|文章)?(?:】|\])?"
        r"(?:\s*(?:【|\[)?(?:打印|关闭|收藏|推荐|纠错|返回|大|中|小)(?:本页|窗口)?(?:】|\])?)*|"
        r"字(?:号|体)[:：]?.{0,20}|(?:阅读|浏览|点击)(?:量|次数|数)?\s*[:：]?\s*\d+(?:\s*次)?|点赞.{0,12}|在看.{0,6}|(?:喜欢|觉得不错|看完).{0,16}(?:在看|点赞|转发|分享).{0,10}",
    ),
    (
        "前后文链接",
        r"(?:往期|更多)(?:推荐|回顾|精彩|阅读)(?:[:：].{0,60})?|(?:<|《|«)?\s*(?:上|下)一(?:篇|条|页|则)(?:[:：\s>》»].*)?|相关(?:报道|新闻|链接|阅读|文章|推荐)[:：]?.{0,60}|"
        r"(?:热点|推荐|精彩|延伸)(?:推荐|阅读|新闻|文章)[:：]?.{0,60}|猜你喜欢.{0,20}|热门(?:文章|排行).{0,20}",
    ),
    (
        "评论框",
        r"(?:网友|用户|我要|发表|最新|全部|精选)?(?:评论|留言)(?:\s*[(（]?\d*[)）]?条?)?[:：]?|发表评论.{0,40}|"
        r"文明上网.{0,40}|(?:用户名|密码|验证码|昵称)[:：].{0,20}|(?:登录|注册)后.{0,12}(?:评论|留言).{0,12}|匿名(?:发表|评论)?",
    ),
    (
        "版权和备案",
        r"(?:copyright|©|版权所有).{0,110}|.{0,60}(?:ICP备|公网安备|ICP证|网安备).{0,60}|.{0,40}All Rights Reserved.{0,60}|"
        r".{0,24}(?:版权所有|主办单位[:：].{0,30}|承办单位[:：].{0,30}|技术支持[:：].{0,30})|"
        r"(?:[\u4e00-\u9fff]{4,24})主办|未经.{0,16}(?:许可|授权).{0,30}(?:转载|使用).{0,20}|"
        r"(?:本作品|本文|除非).{0,30}(?:CC\s?BY|知识共享|许可协议|署名).{0,60}|转载(?:请|须)注明.{0,40}|免责声明.{0,60}|"
        r"本网(?:站)?(?:所有|转载|刊登).{0,80}",
    ),
    (
        "广告",
        r".{0,30}(?:加微信|加V信|加QQ|QQ群|客服(?:电话|QQ)|点击(?:进入|下载|领取|链接)|免费(?:领取|试用)|代写|代发|"
        r"彩票|博彩|棋牌|娱乐城|贷款秒批|刷单).{0,50}|(?:广告|推广)",
    ),
    ("页码", r"第?\s*[-—–]?\s*\d{1,4}\s*[-—–]?\s*页?(?:\s*[/／,，]?\s*共\s*\d{1,4}\s*页)?"),
)
RULES = tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _RULES)

CREDITS = re.compile(
    r"[\[【（(]?\s*(?:(?:责任)?编辑|责编|编审|审核|校对|编校|排版|美编|制图|监制|供稿(?:单位)?|文稿统筹|统筹|文字|图片|文图|图文|摄影|来稿|通讯员|"
    r"作者|撰稿|值班编委|签发|终审|初审|复审|策划|文|图)\s*(?:[:：丨|｜/].{0,80}|(?=[\u4e00-\u9fff]{2,3}(?:[\s　、]|$)).{2,60})"
)
"""Who wrote, edited and approved: kept at the end of a release, told and left out of a collection."""

SOURCE_LINE = re.compile(
    r".{0,14}(?:(?:发布|发表|本站发表|更新|创建)?(?:时间|日期)\s*[:：]\s*[\[【]?\s*\d{4}|来源\s*[:：]|稿件来源).{0,90}|"
    r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*来源\s*[:：]?.{0,40}|\s+[\u4e00-\u9fff]{2,16})?"
)
"""Time and source as a web page prints them over the text."""

BREADCRUMB = re.compile(
    r"(?:您?(?:当前|现在)?(?:的)?位置|您所在的?位置)\s*[:：是]?.{0,80}|(?:网站)?首页\s{0,3}[>＞»/→›-].{0,80}|[^>＞»›]{1,20}(?:[>＞»›][^>＞»›]{1,20}){2,8}"
)


def without_chrome(source: Source) -> None:
    """Take the chrome out of *source*'s lines; every line taken out stands in its ``dropped``.

    A line that is no chrome by itself goes where it stands among others at the end, after
    the heading of a list of links.
    """
    kept: list[Line] = []
    links = False
    for line in source.lines:
        reason = chrome(line.text)
        if kept and re.fullmatch("[—…]{1,2}", line.text) and re.search(r"[\u4e00-\u9fff，—]$", kept[-1].text):
            reason = None  # the end of a sentence that found no room on its line
        if reason == "前后文链接":
            links = _has_no_words(line.text)
        elif links and reason is None and _is_link(line.text):
            reason = "前后文链接"
        elif reason is None:
            links = False
        if reason is None:
            kept.append(line)
        else:
            source.drop([line], reason)
    source.lines = kept


def chrome(text: str) -> str | None:
    """Why *text* is chrome, ``None`` where it is not."""
    words = text.strip()
    if len(words) > _LONGEST:
        return None
    return next((reason for reason, rule in RULES if rule.fullmatch(words)), None)


def _has_no_words(text: str) -> bool:
    return re.fullmatch(r"[\u4e00-\u9fff]{4,6}[:：]?", text.strip()) is not None


def _is_link(text: str) -> bool:
    """The title of another text below “相关报道”: short, without a full stop."""
    return len(text) < 45 and not re.search(r"[。；;：:]$|案例|^[（(]?[一二三四五六七八九十\d]+[)）、.．]|【", text)
