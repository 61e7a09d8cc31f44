"""The columns of the lists across plans: what stands in the head of each, and how it may be sorted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ditan.domains.plans.models import Indicator


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `key` names its class in the page (`c-KEY`), by which the column settings find it.

    `order` is the sorting that its head asks for, `back` the reverse one. A column with `hidden` is shown on wish only.
    """

    key: str
    label: str | Promise
    order: str = ""
    back: str = ""
    number: bool = False
    hidden: bool = False


PLAN = Column("plan", _("规划"))
REGION = Column("region", _("地区"), hidden=True)
CONFIDENCE = Column("confidence", _("把握"), order="confidence", number=True, hidden=True)
STATE = Column("state", _("状态"), order="decided")

INDICATOR_BEFORE = (
    Column("name", _("指标名称"), order="name"),
    Column("unit", _("单位")),
    Column("nature", _("属性")),
)
INDICATOR_AFTER = (
    Column("basis", _("口径")),
    Column("category", _("类别"), hidden=True),
    Column("department", _("责任部门")),
    Column("due", _("目标年"), order="due", back="-due", number=True, hidden=True),
)
TARGET = (
    Column("name", _("目标名称"), order="name"),
    Column("value", _("目标值"), number=True),
    Column("unit", _("单位")),
    Column("due", _("目标年"), order="due", back="-due", number=True),
    Column("base", _("基年"), number=True),
    Column("base_value", _("基年值"), number=True),
    Column("basis", _("口径")),
    Column("subject", _("约束对象"), hidden=True),
)
MEASURE = (
    Column("title", _("标题"), order="name"),
    Column("text", _("内容")),
    Column("lead", _("牵头/责任单位")),
    Column("cooperating", _("配合单位")),
    Column("category", _("类别"), hidden=True),
    Column("deadline", _("完成时限"), hidden=True),
)
PROJECT = (
    Column("name", _("项目名称"), order="name"),
    Column("category", _("类别"), hidden=True),
    Column("content", _("建设内容")),
    Column("period", _("建设期"), order="due", back="-due"),
    Column("investment", _("总投资"), number=True),
    Column("investment_unit", _("单位")),
    Column("funding", _("资金来源"), hidden=True),
    Column("lead", _("责任单位")),
)
TAIL = (PLAN, REGION, CONFIDENCE, STATE)


def columns_of(kind: str, items: Iterable[object]) -> list[Column]:
    """The columns of a list. Indicators have one for each year that the page's rows print."""
    if kind == "indicator":
        years = [Column(f"y{slug(year)}", year_label(year), number=True) for year in years_of(items)]
        return [*INDICATOR_BEFORE, *years, *INDICATOR_AFTER, *TAIL]
    return [*{"target": TARGET, "measure": MEASURE, "task": MEASURE, "project": PROJECT}[kind], *TAIL]


def years_of(items: Iterable[object]) -> list[str]:
    """The printed years of these indicators, in order; a column that no row fills is left out."""
    printed = {
        cell.year: cell.year_number
        for item in items
        if isinstance(item, Indicator)
        for cell in item.cells.all()
        if cell.alternative == 0 and (cell.value is not None or cell.text)
    }
    return sorted(printed, key=lambda year: (printed[year] or 9999, year))


def year_label(year: str) -> str:
    """`2025年` for a bare year, else what the plan prints."""
    return gettext("%(year)s年") % {"year": year} if year.isdigit() else year


def slug(year: str) -> str:
    """A printed year as part of a class name."""
    return "".join(character if character.isalnum() and character.isascii() else "-" for character in year)
