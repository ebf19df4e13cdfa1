"""同一个人在记录里有两种职务。

好：
    承办检察官: 陆一舟
    听证会: {时间: 2024年5月24日15时, 主持人: 副检察长陆一舟}
    其他部分: [{标题: 后续, 正文: 副检察长陆一舟到场。}]
错：
    听证会: {时间: 2024年5月24日15时, 主持人: 副检察长陆一舟}
    其他部分: [{标题: 后续, 正文: 检察长陆一舟到场。}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.source import Located

ID = "J005"
LEVEL = "error"
ON = "人物"
SOURCE = "新闻发布的一般要求（姓名、职务、次序在各份材料里一致）"

_POSTS = r"(?:党组书记、|党组成员、|副书记、)*(?:第[一二三四五六七八九十]+检察部(?:副主任|主任)|副检察长|检察长|检察委员会专职委员|副主席|主席|副主任|主任|副局长|局长|副处长|处长|副部长|部长|副书记|书记员|书记|检察官助理|四级高级检察官|三级高级检察官|检察官)"
_LED = re.compile(rf"(?P<post>{_POSTS})(?P<name>[\u4e00-\u9fff]{{2,4}})$")


def check(subject: Subject) -> Iterator[Finding]:
    posts = dict(_registered(subject))
    if not posts:
        return
    pattern = re.compile(rf"(?P<post>{_POSTS})(?P<name>{'|'.join(map(re.escape, posts))})(?![\u4e00-\u9fff]?某)")
    for hit in subject.hits(pattern):
        right, post = posts[hit["name"]], hit["post"]
        # 检察官 is what everybody is who handles a case, whatever post he holds beside.
        if post != "检察官" and (not right.endswith(post) or right.endswith("副" + post)):
            yield hit.finding(f"“{hit['name']}”这里是“{hit['post']}”，登记的是“{right}”", "核对职务", group="post")


def _registered(subject: Subject) -> Iterator[tuple[str, str]]:
    """(name, post) of everybody whose post the record gives in a field of its own."""
    case = subject.case
    if case is not None and case.hearing is not None:
        for typed in (case.hearing.host, case.hearing.clerk):
            if isinstance(typed, Located) and (found := _LED.search(str(typed))):
                yield found["name"], found["post"]
