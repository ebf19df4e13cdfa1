"""What conference and release records share: hosts, persons with their posts, and the cases that a record names by file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from docgen.reading.fields import Model, text
from docgen.records.models import Case
from docgen.source import Located

LENGTHS = ("短讯", "通稿", "长稿")
"""How long a release may be, shortest first. What is marked 长稿 is left out of the other two."""


@dataclass(frozen=True, kw_only=True)
class Host(Model):
    """主办: a body that gives the conference or the release; the order is the rank."""

    SHORT: ClassVar[tuple[str, ...]] = ("name", "short")
    SHORT_NOTE: ClassVar[bool] = True

    name: Located | None = text("名称", "全称，如“北京市妇女联合会”", required=True)
    short: Located | None = text("简称", "第二次起的称呼，如“市妇联”", default="检察院由全称推出，别的单位同“名称”")


@dataclass(frozen=True, kw_only=True)
class Speaker(Model):
    """人物: a person who speaks or is named; names, posts and their order agree in every paper of a kit."""

    SHORT: ClassVar[tuple[str, ...]] = ("name", "post", "role")

    name: Located | None = text("姓名", "姓名", required=True)
    post: Located | None = text("职务", "带单位的职务，如“某区检察院副检察长”，印在姓名前面")
    role: Located | None = text("角色", "在会上做什么，如“发布”“主持”“答问”")
    unit: Located | None = text("单位", "所在单位，只在人物对照表里用", default="由职务看出")


@dataclass(frozen=True, kw_only=True)
class Contact(Model):
    """联系人: whom the press may call; the number is public by purpose."""

    SHORT: ClassVar[tuple[str, ...]] = ("unit", "name", "phone")

    unit: Located | None = text("单位", "联系人的单位")
    name: Located | None = text("姓名", "联系人")
    phone: Located | None = text("电话", "供记者拨打的电话")


@dataclass(frozen=True, slots=True)
class Member:
    """A case that another record names by its file.

    ``name`` is the file's stem, by which ｛name.补缴金额｝ refers to it; ``typed`` is the
    entry (a path or a pattern) that led to it, with its place; ``file`` is how messages call it.
    """

    name: str
    typed: Located
    path: Path
    file: str
    case: Case
