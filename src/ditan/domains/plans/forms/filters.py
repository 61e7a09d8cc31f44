"""Search areas: what an address asks for, checked, as the filters that selectors take. What makes no sense is ignored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ditan.base.searching import Choices, Control
from ditan.domains.plans.forms.words import code_word
from ditan.domains.plans.models import DOUBTFUL, PlanStatus, State
from ditan.domains.plans.models.choices import Level, Nature, Role
from ditan.domains.plans.selectors import (
    ANY_STATE,
    BOOKED_ONLY,
    FilterChoices,
    FindingFilters,
    ItemFilters,
    LibraryFilters,
)

STATES: Choices = [
    (BOOKED_ONLY, _("在册（已确认）")),
    (ANY_STATE, _("全部")),
    *((value, label) for value, label in State.choices),
]
PASSED: Choices = [("1", _("已过")), ("0", _("未到"))]
YES: Choices = [("1", _("含历次版本"))]


def library_search(data: QueryDict, regions: Iterable[tuple[str, str, int]]) -> tuple[LibraryFilters, list[Control]]:
    """Search area of the plan library."""
    filters = LibraryFilters(
        q=_text(data, "q"),
        region=_text(data, "region"),
        status=_among(data, "status", PlanStatus.values),
        year=_year(data, "year"),
        current_only=_text(data, "versions") != "1",
    )
    return filters, [
        Control("q", _("关键词"), filters.q, placeholder=_("标题、发文机关、文号、文件名")),
        Control("region", _("地区"), filters.region, [(code, f"{name}（{number}）") for code, name, number in regions]),
        Control("status", _("状态"), filters.status, list(PlanStatus.choices)),
        Control("year", _("规划年份"), _shown(filters.year), placeholder=_("如 2025")),
        Control("versions", _("版本"), "" if filters.current_only else "1", YES, blank=_("只看现行版本"), more=True),
    ]


def item_search(data: QueryDict, kind: str) -> ItemFilters:
    """What a list across plans is asked for."""
    return ItemFilters(
        q=_text(data, "q"),
        region=_text(data, "region"),
        plan=_whole(data, "plan"),
        department=_text(data, "department"),
        role=_among(data, "role", Role.values) if kind in ("measure", "task") else "",
        year=_year(data, "year"),
        nature=_among(data, "nature", Nature.values) if kind == "indicator" else "",
        category=_text(data, "category") if kind != "target" else "",
        passed={"1": True, "0": False}.get(_text(data, "passed")),
        state=_among(data, "state", [BOOKED_ONLY, ANY_STATE, *State.values]) or BOOKED_ONLY,
        current_only=_text(data, "versions") != "1",
        order=_text(data, "order"),
    )


def item_controls(kind: str, filters: ItemFilters, offered: FilterChoices) -> list[Control]:
    """The search area of a list, the fields that people use most first."""
    passed = "" if filters.passed is None else str(int(filters.passed))
    plans: Choices = [(str(pk), title) for pk, title in offered.plans]
    controls = [
        Control("q", _("关键词"), filters.q, placeholder=_("名称或原文")),
        Control("plan", _("规划"), _shown(filters.plan), plans),
        Control("region", _("地区"), filters.region, list(offered.regions), more=kind != "target"),
        Control("state", _("审核状态"), filters.state, STATES, blank="", default=BOOKED_ONLY),
    ]
    if kind != "target":
        controls.append(
            Control(
                "department",
                _("部门"),
                filters.department,
                offered=offered.departments,
                placeholder=_("单位名称"),
                more=kind == "indicator",
            )
        )
    if kind == "indicator":
        controls.append(Control("nature", _("属性"), filters.nature, list(Nature.choices)))
    if kind in ("measure", "task"):
        controls.append(Control("role", _("职责"), filters.role, list(Role.choices), more=True))
    years: Choices = [(str(year), str(year)) for year in offered.years]
    controls.append(Control("year", _("年份"), _shown(filters.year), years, more=True))
    controls.append(Control("passed", _("目标年份"), passed, PASSED, more=True))
    if kind != "target" and offered.categories:
        categories: Choices = [(each, each) for each in offered.categories]
        controls.append(Control("category", _("类别"), filters.category, categories, more=True))
    controls.append(
        Control("versions", _("版本"), "" if filters.current_only else "1", YES, blank=_("只看现行版本"), more=True)
    )
    return controls


SCOPES: Choices = [("1", _("规划之间")), ("0", _("规划之内"))]
JUDGED: Choices = [
    (State.PROPOSED, _("待核")),
    (State.CONFIRMED, _("成立")),
    (DOUBTFUL, _("存疑")),
    (State.REJECTED, _("不成立")),
]


def finding_search(
    data: QueryDict, regions: Iterable[tuple[str, str, int]], plans: Iterable[tuple[int, str]], codes: Iterable[str]
) -> tuple[FindingFilters, list[Control]]:
    """Search area of the contradictions page."""
    across = {"1": True, "0": False}.get(_text(data, "across"))
    filters = FindingFilters(
        q=_text(data, "q"),
        level=_among(data, "level", Level.values),
        code=_text(data, "code"),
        state=_among(data, "state", [*State.values, DOUBTFUL]),
        region=_text(data, "region"),
        plan=_whole(data, "plan"),
        across=across,
    )
    return filters, [
        Control("q", _("关键词"), filters.q, placeholder=_("说明文字")),
        Control("across", _("范围"), "" if across is None else str(int(across)), SCOPES),
        Control("level", _("级别"), filters.level, list(Level.choices)),
        Control("state", _("结论"), filters.state, JUDGED, blank=_("待核、成立与存疑")),
        Control("region", _("地区"), filters.region, [(code, name) for code, name, _number in regions], more=True),
        Control("plan", _("规划"), _shown(filters.plan), [(str(pk), title) for pk, title in plans], more=True),
        Control("code", _("类型"), filters.code, [(code, code_word(code)) for code in codes], more=True),
    ]


def _text(data: QueryDict, name: str) -> str:
    return (data.get(name) or "").replace("\x00", "").strip()[:200]


def _among(data: QueryDict, name: str, known: Iterable[Any]) -> str:
    wanted = _text(data, name)
    return wanted if wanted in [str(each) for each in known] else ""


def _whole(data: QueryDict, name: str) -> int | None:
    digits = _text(data, name)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def _year(data: QueryDict, name: str) -> int | None:
    year = _whole(data, name)
    return year if year is not None and 1900 <= year <= 2200 else None


def _shown(value: int | None) -> str:
    return "" if value is None else str(value)
