"""Where the ranges of a report come from: the last run of the uncertainty page over the rows as they are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.domains.inventory.models import Inventory, UncertaintyRun
from ditan.domains.inventory.outputs.bands import Bands, Range
from ditan.domains.inventory.selectors.uncertainty import runs_of

SECTOR = "s"
ASSUMED = {
    "none": gettext_lazy("没有范围的按确定值处理"),
    "customary": gettext_lazy("没有范围的采用惯用范围（未核实）"),
    "own": gettext_lazy("没有范围的采用编制人给定的范围"),
}


def bands_of(inventory: Inventory, others: list[Inventory]) -> Bands | None:
    """The ranges of the newest run that speaks of the rows as they stand; None where there is none. A query an inventory."""
    run = _standing(inventory)
    if run is None or not run.result.get("total"):
        return None
    years = {each.year: _range(found.result["total"]) for each in others if (found := _standing(each)) is not None}
    years[inventory.year] = _range(run.result["total"])
    groups = [each for each in run.result["groups"] if each["of"] == SECTOR]
    return Bands(
        about=_about(run),
        total=_range(run.result["total"]),
        lines=tuple(_line(each) for each in groups),
        years=years,
        unranged=tuple(str(each["label"]) for each in run.result["gaps"] if each["assumed"] is None),
    )


def _standing(inventory: Inventory) -> UncertaintyRun | None:
    newest = next(iter(runs_of(inventory)), None)
    return newest if newest is not None and newest.mark == inventory.mark else None


def _about(run: UncertaintyRun) -> str:
    told = {
        "draws": f"{run.draws:,}",
        "seed": run.seed,
        "day": timezone.localtime(run.at).strftime("%Y-%m-%d"),
        "assumed": str(ASSUMED.get(run.assumed.get("how", "none"), "")),
    }
    return (
        _(
            "蒙特卡洛模拟 %(draws)s 次（随机种子 %(seed)s，%(day)s），按各方法自己的公式逐行抽样；%(assumed)s。含土地利用变化和林业。"
        )
        % told
    )


def _range(band: dict[str, Any]) -> Range:
    return Decimal(repr(band["lower"])), Decimal(repr(band["upper"]))


def _line(group: dict[str, Any]) -> tuple[str, Decimal, Decimal, Decimal]:
    low, high = _range(group)
    return str(group["name"]), Decimal(repr(group["point"])), low, high
