"""Search areas of the board, the values handed down and the ties to metrics; what a form of a target sends."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ditan.base.searching import Choices, Control
from ditan.domains.plans.forms.filters import _among, _shown, _text, _whole, _year
from ditan.domains.plans.models import BindingGround, LightColour, Situation, State
from ditan.domains.plans.models.choices import Nature
from ditan.domains.plans.selectors.bindings import BindingFilters
from ditan.domains.plans.selectors.tracked import BoardChoices, BoardFilters

LIGHTS: Choices = [
    (LightColour.GREEN, _("绿灯")),
    (LightColour.YELLOW, _("黄灯")),
    (LightColour.RED, _("红灯")),
    (LightColour.GREY, _("灰灯")),
]
DRAFTS: Choices = [("issued", _("已印发规划")), ("draft", _("征求意见稿"))]
TIES: Choices = [
    (State.PROPOSED, _("待确认")),
    ("booked", _("已确认")),
    (State.REJECTED, _("不跟踪")),
]
FITS: Choices = [("1", _("可换算")), ("0", _("不可换算"))]
BOOKED: Choices = [("1", _("在册")), ("0", _("未在册"))]


def board_search(data: QueryDict) -> BoardFilters:
    """What the board is asked for."""
    return BoardFilters(
        q=_text(data, "q"),
        region=_text(data, "region"),
        plan=_whole(data, "plan"),
        department=_text(data, "department"),
        nature=_among(data, "nature", Nature.values),
        light=_among(data, "light", LightColour.values),
        year=_year(data, "year"),
        situation=_among(data, "situation", Situation.values),
        binding=_among(data, "binding", ["issued", "draft"]),
        order=_text(data, "order"),
    )


def board_controls(filters: BoardFilters, offered: BoardChoices) -> list[Control]:
    """The search area of the board, the fields that people use most first."""
    return [
        Control("q", _("关键词"), filters.q, placeholder=_("目标、指标、单位")),
        Control("region", _("地区"), filters.region, list(offered.regions)),
        Control("plan", _("规划"), _shown(filters.plan), [(str(pk), title) for pk, title in offered.plans]),
        Control("light", _("灯号"), filters.light, LIGHTS),
        Control(
            "department",
            _("应报单位"),
            filters.department,
            offered=offered.departments,
            placeholder=_("单位名称"),
            more=True,
        ),
        Control("nature", _("属性"), filters.nature, list(Nature.choices), more=True),
        Control(
            "year", _("目标年"), _shown(filters.year), [(str(year), str(year)) for year in offered.years], more=True
        ),
        Control("binding", _("规划状态"), filters.binding, DRAFTS, more=True),
    ]


def binding_search(data: QueryDict) -> BindingFilters:
    """What the list of ties is asked for."""
    yes = {"1": True, "0": False}
    return BindingFilters(
        q=_text(data, "q"),
        plan=_whole(data, "plan"),
        state=_among(data, "state", [State.PROPOSED, "booked", State.REJECTED]),
        ground=_among(data, "ground", BindingGround.values),
        fits=yes.get(_text(data, "fits")),
        booked=yes.get(_text(data, "booked")),
        order=_text(data, "order"),
    )


def binding_controls(filters: BindingFilters, plans: list[tuple[int, str]]) -> list[Control]:
    """The search area of the ties."""
    fits = "" if filters.fits is None else str(int(filters.fits))
    booked = "" if filters.booked is None else str(int(filters.booked))
    return [
        Control("q", _("关键词"), filters.q, placeholder=_("条目或指标名称")),
        Control("plan", _("规划"), _shown(filters.plan), [(str(pk), title) for pk, title in plans]),
        Control("state", _("绑定状态"), filters.state, TIES),
        Control("ground", _("依据"), filters.ground, list(BindingGround.choices), more=True),
        Control("fits", _("单位"), fits, FITS, more=True),
        Control("booked", _("条目"), booked, BOOKED, more=True),
    ]


def day_of(text: str) -> datetime.date | None:
    """A date as a form sends it; None where it is none."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None


def handing_fields(data: QueryDict) -> dict[str, Any]:
    """What the form of a value handed down sends, as texts."""
    names = ("value", "unit", "comparator", "document_number", "document_title", "issuer_name", "issued_on", "reason")
    return {name: str(data.get(name, "")).replace("\x00", "").strip() for name in names}
