"""The columns of the list of values. `key` names the class by which the column settings find it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list; one with `hidden` is shown on wish only."""

    key: str
    label: str | Promise
    number: bool = False
    hidden: bool = False


COLUMNS = (
    Column("subject", _("统计对象")),
    Column("metric", _("统计指标")),
    Column("value", _("数值"), number=True),
    Column("unit", _("单位")),
    Column("period", _("报告期")),
    Column("basis", _("数值类型"), hidden=True),
    Column("status", _("状态")),
    Column("origin", _("来源")),
    Column("source", _("出处")),
    Column("role", _("用途"), hidden=True),
    Column("versions", _("版本"), number=True, hidden=True),
)
