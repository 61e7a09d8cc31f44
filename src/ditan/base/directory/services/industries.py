"""The industry table that the operator loads. None is shipped: which edition counts is the operator's to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.directory.errors import ImportRefused, InvalidFields, RowError
from ditan.base.directory.models import Industry
from ditan.base.directory.permissions import DICTIONARIES, require
from ditan.base.directory.services.logged import log

CODE, NAME, PARENT = "代码", "名称", "上级代码"
SHAPE = re.compile(r"[A-Za-z0-9.]{1,8}")


@dataclass(frozen=True, slots=True)
class IndustryRow:
    """A row of the workbook, and its number there."""

    number: int
    code: str
    name: str
    parent_code: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a table does, or would do, to what is stored."""

    rows: int
    added: int
    changed: int
    removed: int


@transaction.atomic
def load_industries(
    *, user: User, edition: str, source: str, rows: Sequence[IndustryRow], check_only: bool = False
) -> Loaded:
    """Put this table in the place of the edition, whole or not at all; `ImportRefused` names every wrong row."""
    require(user, DICTIONARIES)
    named, printed = edition.strip(), source.strip()
    if not 0 < len(named) <= 64:
        raise InvalidFields({"edition": _("请填写版本（1—64 个字符），如标准编号和年份。")})
    if not 0 < len(printed) <= 200:
        raise InvalidFields({"source": _("请填写来源（1—200 个字符），如发布机关和文件名；没有来源的分类不能使用。")})
    if errors := wrong_rows(rows):
        raise ImportRefused(errors)
    known = {row.code: row for row in Industry.objects.filter(edition=named)}
    loaded = Loaded(
        rows=len(rows),
        added=sum(row.code not in known for row in rows),
        changed=sum(row.code in known and _differs(row, known[row.code]) for row in rows),
        removed=len(known.keys() - {row.code for row in rows}),
    )
    if check_only:
        return loaded
    Industry.objects.filter(edition=named).delete()
    Industry.objects.bulk_create(
        (
            Industry(edition=named, source=printed, code=row.code, name=row.name, parent_code=row.parent_code)
            for row in rows
        ),
        batch_size=500,
    )
    counts = {"rows": loaded.rows, "added": loaded.added, "changed": loaded.changed, "removed": loaded.removed}
    log("industries_loaded", user, "industries", named, after={**counts, "source": printed})
    return loaded


@transaction.atomic
def remove_industries(*, user: User, edition: str, reason: str) -> int:
    """Take an edition out, as when its name was mistyped; gives how many rows it had."""
    require(user, DICTIONARIES)
    if not 0 < len(reason.strip()) <= 200:
        raise InvalidFields({"reason": _("请填写删除理由（1—200 个字符）；理由记入操作日志。")})
    removed, _by_table = Industry.objects.filter(edition=edition).delete()
    if not removed:
        raise InvalidFields({"edition": _("没有版本“%s”的行业分类；可能已被删除，请刷新页面。") % edition[:64]})
    log("industries_removed", user, "industries", edition, before={"rows": removed}, reason=reason.strip())
    return removed


def wrong_rows(rows: Sequence[IndustryRow]) -> list[RowError]:
    """Everything that is wrong with a table, in the order of its rows."""
    if not rows:
        return [RowError(0, "", _("表中没有数据行；请在表头下逐行填写代码和名称。"))]
    first: dict[str, IndustryRow] = {}
    for row in rows:
        first.setdefault(row.code, row)
    return [error for row in rows for error in _wrong(row, first)]


def _wrong(row: IndustryRow, first: dict[str, IndustryRow]) -> list[RowError]:
    found: list[RowError] = []
    if not row.code:
        found.append(RowError(row.number, CODE, _("代码为空；请填写。")))
    elif not SHAPE.fullmatch(row.code):
        found.append(RowError(row.number, CODE, _("代码“%s”不合规则；应为 1—8 个字母、数字或点。") % row.code[:20]))
    elif first[row.code] is not row:
        words = {"code": row.code, "first": first[row.code].number}
        found.append(RowError(row.number, CODE, _("代码“%(code)s”与第 %(first)d 行重复；请删去一行。") % words))
    if not 0 < len(row.name) <= 200:
        found.append(RowError(row.number, NAME, _("名称应为 1—200 个字符。")))
    if row.parent_code and row.parent_code not in first:
        found.append(
            RowError(row.number, PARENT, _("表中没有上级代码“%s”；请补上这一行或改正。") % row.parent_code[:20])
        )
    elif row.parent_code and _circular(row, first):
        found.append(RowError(row.number, PARENT, _("沿上级代码又回到“%s”本身；请改正上级。") % row.code))
    return found


def _circular(row: IndustryRow, first: dict[str, IndustryRow]) -> bool:
    """Whether the way up from the row comes back to it."""
    seen, at = {row.code}, row.parent_code
    while at and at in first:
        if at == row.code:
            return True
        if at in seen:
            return False  # a ring further up: its own rows say so
        seen.add(at)
        at = first[at].parent_code
    return False


def _differs(row: IndustryRow, stored: Industry) -> bool:
    return (row.name, row.parent_code) != (stored.name, stored.parent_code)
