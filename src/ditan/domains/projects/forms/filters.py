"""What the search area sends and offers."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from ditan.base.directory.forms import key_of
from ditan.base.searching import Control, Words
from ditan.domains.projects.models import LIGHT_CHOICES, Kind, State
from ditan.domains.projects.selectors.projects import LIVE, ORDERS, ProjectFilters, choices

UNDECIDED = "undecided"


def project_filters(data: QueryDict) -> ProjectFilters:
    """What the list is asked for; what makes no sense is left out."""
    year = key_of(data.get("year"))
    return ProjectFilters(
        words=data.get("words", "")[:100],
        state=_one_of(data, "state", [LIVE, *State.values]),
        light=_one_of(data, "light", [light for light, _label in LIGHT_CHOICES]),
        organisation=data.get("organisation", "")[:200].replace("\x00", ""),
        plan=key_of(data.get("plan")),
        category=data.get("category", "")[:300].replace("\x00", ""),
        kind=_one_of(data, "kind", Kind.values),
        year=year if year is not None and 1949 <= year <= 2100 else None,
        two_high=_one_of(data, "two_high", ["yes", "no", "unknown"]),
        fund=data.get("fund", "")[:100].replace("\x00", ""),
        finding=data.get("finding") == "1",
        order=_one_of(data, "order", list(ORDERS)),
    )


def project_controls(user: Any, filters: ProjectFilters) -> list[Control]:
    """The search area of the list."""
    offered = choices(user)
    states: list[tuple[str, Words]] = [(LIVE, _("已批复与在建")), *State.choices]
    two_high: list[tuple[str, Words]] = [("yes", _("是")), ("no", _("否")), ("unknown", _("未判定"))]
    orders: list[tuple[str, Words]] = [
        ("name", _("名称")),
        ("planned", _("计划资金从多到少")),
        ("spent", _("支出从多到少")),
        ("due", _("完成年从近到远")),
    ]
    return [
        Control("words", _("项目"), filters.words, placeholder=_("名称、内容、编号或批复文号")),
        Control("state", _("状态"), filters.state, states),
        Control("light", _("灯号"), filters.light, list(LIGHT_CHOICES)),
        Control("organisation", _("责任单位"), filters.organisation, offered.organisations),
        Control("plan", _("规划"), str(filters.plan or ""), offered.plans, more=True),
        Control("category", _("类别"), filters.category, offered.categories, more=True),
        Control("kind", _("建设性质"), filters.kind, list(Kind.choices), more=True),
        Control(
            "fund",
            _("资金来源"),
            filters.fund,
            [(UNDECIDED, _("来源待定")), *offered.funds],
            more=True,
        ),
        Control("year", _("建设年度"), str(filters.year or ""), placeholder="2025", more=True),
        Control("two_high", _("“两高”"), filters.two_high, two_high, more=True),
        Control("finding", _("疑点"), "1" if filters.finding else "", [("1", _("有待处理疑点"))], more=True),
        Control("order", _("排序"), filters.order, orders, blank=_("按入库次序"), more=True),
    ]


def _one_of(data: QueryDict, name: str, allowed: list[str]) -> str:
    value = data.get(name, "")
    return value if value in allowed else ""
