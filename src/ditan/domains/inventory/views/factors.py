"""The library of factors: search, one factor with all that contradicts it, two sets side by side, grids, local ones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.base.asking import typed, wants_part
from ditan.base.paging import paged
from ditan.base.refusal import InvalidFields
from ditan.base.searching import Control
from ditan.core.factors import FactorBook, FactorRefused, fuels, gases, quantities
from ditan.core.factors.comparing import Pair
from ditan.core.factors.grid import NATION, GridSeries, grid_series
from ditan.core.factors.local import SHUT
from ditan.core.factors.sets import label_of_set
from ditan.domains.inventory.permissions import FACTORS, VIEW, may, require
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.selectors.factors import (
    GRID_QUANTITIES,
    FactorFilters,
    Shown,
    find_factors,
    gases_in,
    page_of_factor,
    pairs_of,
    quantities_in,
    sets_in,
    shown,
    uses_of,
)
from ditan.domains.inventory.services.factors import WRITTEN, add_factor

CHECKED = (("yes", gettext_lazy("已核实")), ("no", gettext_lazy("未核实")))
HOME = "重庆"


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """Every factor, searched by words and by what it is for."""
    require(request.user, VIEW)
    book, filters = factor_book(), filters_of(request.GET)
    rows = paged(request, find_factors(book, filters))
    context = {
        "rows": rows,
        "factors": shown(list(rows.page.object_list)),
        "may_add": may(request.user, FACTORS),
        "here": reverse("inventory:factors"),
    }
    if wants_part(request):
        return render(request, "inventory/_factors_body.html", context)
    context["controls"] = [
        Control("q", _("关键词"), filters.q, placeholder=_("名称、出处、年份")),
        Control("quantity", _("参数"), filters.quantity, quantities_in(book)),
        Control("gas", _("气体"), filters.gas, gases_in(book)),
        Control("fuel", _("燃料"), filters.fuel, [(each.code, each.label) for each in fuels().values()]),
        Control("set", _("因子集"), filters.factor_set, sets_in(book)),
        Control("verified", _("核实"), request.GET.get("verified", ""), CHECKED),
        Control("differs", _("对照"), request.GET.get("differs", ""), [("yes", _("各套取值不同的"))]),
    ]
    return render(request, "inventory/factors.html", context)


@require_GET
@answered
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One factor: value, range, source, what other sets say of the same thing, where it is used."""
    require(request.user, VIEW)
    try:
        found = page_of_factor(factor_book(), code)
    except FactorRefused as refused:
        raise Http404(str(refused)) from refused
    context = {
        "page": found,
        "one": found.shown,
        "factor": found.shown.factor,
        "uses": uses_of(request.user, found.shown.factor),
        "may_add": may(request.user, FACTORS) and found.shown.factor.quantity not in SHUT,
        "chart": _lines([found.series]) if found.series else None,
    }
    return render(request, "inventory/factor.html", context)


@require_GET
@answered
def sets_page(request: HttpRequest) -> HttpResponse:
    """Two sets side by side, thing by thing."""
    require(request.user, VIEW)
    book = factor_book()
    known = sets_in(book)
    codes = [code for code, _label in known]
    left, right = (_one_of(request.GET.get(name, ""), codes) for name in ("left", "right"))
    left, right = left or "provincial_guide_2025", right or "ipcc_2006"
    quantity, what = request.GET.get("quantity", ""), request.GET.get("what", "")
    everything = pairs_of(book, left, right, quantity, "all")
    both = [each for each in everything if each.left and each.right]
    rows = paged(request, pairs_of(book, left, right, quantity, what))
    context = {
        "rows": rows,
        "pairs": [_pair(each) for each in rows.page.object_list],
        "left": label_of_set(left),
        "right": label_of_set(right),
        "counts": {
            "both": len(both),
            "same": sum(each.same for each in both),
            "left": sum(not each.right for each in everything),
            "right": sum(not each.left for each in everything),
        },
        "here": reverse("inventory:factor_sets"),
    }
    if wants_part(request):
        return render(request, "inventory/_factor_sets_body.html", context)
    kinds = [
        ("both", _("两套都有（含相同）")),
        ("left", _("只有左边有")),
        ("right", _("只有右边有")),
        ("all", _("全部")),
    ]
    context["controls"] = [
        Control("left", _("左边"), left, known, blank=""),
        Control("right", _("右边"), right, known, blank=""),
        Control("quantity", _("参数"), quantity, quantities_in(book)),
        Control("what", _("显示"), what, kinds, blank=_("都有而不同")),
    ]
    return render(request, "inventory/factor_sets.html", context)


@require_GET
@answered
def grid(request: HttpRequest) -> HttpResponse:
    """Grid factors by region and year, one region drawn beside the nation."""
    require(request.user, VIEW)
    book = factor_book()
    quantity = _one_of(request.GET.get("quantity", ""), GRID_QUANTITIES) or GRID_QUANTITIES[0]
    series = grid_series(book, quantity)
    region = _one_of(request.GET.get("region", ""), [each.region for each in series]) or HOME
    years = sorted({year for each in series for year in each.by_year})
    context = {
        "series": [(each, [each.by_year.get(year) for year in years], _percent(each)) for each in series],
        "years": years,
        "region": region,
        "regions": [each.region for each in series if each.region != NATION],
        "quantity": quantity,
        "kinds": [(code, quantities()[code].label) for code in GRID_QUANTITIES],
        "chart": _lines([each for each in series if each.region in (region, NATION)]),
        "told": [(each, _percent(each)) for each in series if each.region in (region, NATION)],
    }
    return render(request, "inventory/factor_grid.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Enter a local factor: from nothing, after the pattern of another, or as a correction of an earlier one."""
    require(request.user, FACTORS)
    if request.method != "POST":
        return _form(request, _pattern(request.GET, factor_book()))
    asked = {name: typed(request, name) for name in (*WRITTEN, "supersedes", "verified")}
    try:
        made = add_factor(
            user=request.user,
            given=asked,
            verified=bool(asked["verified"]),
            supersedes=asked["supersedes"],
        )
    except InvalidFields as refused:
        return _form(request, asked, refused.errors)
    messages.success(
        request,
        _("已录入 %s。已算好的清单不变；编制中的清单按“重新计算”，或在行的计算过程中选用，即用新因子。") % made.code,
    )
    return redirect("inventory:factor_page", code=made.code)


def filters_of(data: QueryDict) -> FactorFilters:
    """What the library is asked for."""
    return FactorFilters(
        q=data.get("q", "").replace("\x00", "")[:100],
        quantity=data.get("quantity", "")[:48],
        gas=data.get("gas", "")[:16],
        fuel=data.get("fuel", "")[:48],
        factor_set=data.get("set", "")[:48],
        verified={"yes": True, "no": False}.get(data.get("verified", "")),
        differs=data.get("differs") == "yes",
    )


def _pattern(data: QueryDict, book: FactorBook) -> dict[str, Any]:
    """What the form holds at first: what the factor is for that it follows, all of the one that it corrects, or what the
    working of a row asks for."""
    corrects, like = data.get("corrects", ""), data.get("like", "")
    if corrects in book:
        old = book.get(corrects)
        kept = {name: getattr(old, name) for name in WRITTEN}
        return {
            **{name: "" if each is None else each for name, each in kept.items()},
            "note": "",
            "supersedes": corrects,
        }
    if like in book:
        names = ("name", "quantity", "gas", "unit", "fuel", "process", "technology", "region", "year")
        return {**{name: getattr(book.get(like), name) for name in names}, "like": like}
    return {name: str(data[name]).replace("\x00", "")[:300] for name in WRITTEN if name in data}


def _form(request: HttpRequest, asked: dict[str, Any], errors: dict[str, str] | None = None) -> HttpResponse:
    known = quantities().get(asked.get("quantity", ""))
    context = {
        "typed": asked,
        "errors": errors or {},
        "quantities": [(code, each.label) for code, each in quantities().items() if code not in SHUT],
        "units": sorted({unit for each in quantities().values() for unit in each.units}),
        "known": known,
        "gases": [(code, each.label) for code, each in gases().items()],
        "fuels": [(code, each.label) for code, each in fuels().items()],
    }
    return render(request, "inventory/factor_new.html", context, status=422 if errors else 200)


def _pair(pair: Pair) -> dict[str, Any]:
    either = Shown(pair.either)
    return {
        "about": either,
        "left": [Shown(each) for each in pair.left],
        "right": [Shown(each) for each in pair.right],
        "same": pair.same,
        "percent": None if pair.change is None else pair.change * 100,
    }


def _percent(series: GridSeries) -> float | None:
    return None if series.change is None else series.change * 100


def _lines(series: list[GridSeries]) -> dict[str, Any]:
    years = sorted({year for each in series for year in each.by_year})
    return {
        "kind": "lines",
        "unit": "kgCO2/kWh",
        "categories": years,
        "series": [
            {
                "name": each.region,
                "values": [each.by_year[year].value if year in each.by_year else None for year in years],
                "colour": "--series-coal" if each.region == NATION else "--series-electricity",
                "dashed": each.region == NATION,
            }
            for each in series
        ],
    }


def _one_of(asked: str, known: Any) -> str:
    return asked if asked in known else ""
