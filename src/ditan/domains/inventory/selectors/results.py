"""What rows come to, as a grid shows it: an amount, or a dash with its reason; and the bar of totals. Nothing is a bare zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from ditan.core.inventory.booking import GREENHOUSE_GASES, POLLUTANTS, tonnes
from ditan.core.inventory.categories import Role, categories
from ditan.core.inventory.co2e import GwpRefused
from ditan.core.inventory.notation import LABELS, LEAVES_OUT, Key
from ditan.core.methods import OutputKind
from ditan.domains.inventory.models import Emission, Inventory
from ditan.domains.inventory.selectors.amounts import COUNTED
from ditan.domains.inventory.selectors.editions import gwp_for

CO2E = "CO2e"
NAMED = "named"
"""The column of kinds whose rows name their gas themselves."""
FLUORINATED = tuple(each for each in GREENHOUSE_GASES if each not in ("CO2", "CH4", "N2O"))
BAR = ("CO2", "CH4", "N2O", CO2E, *POLLUTANTS)


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell of results: `state` is `known`, `partial` (a sum that lacks something), `memo`, `unknown`, `key` or `none`."""

    gas: str
    text: str
    state: str
    why: str = ""
    unverified: bool = False

    @property
    def plain(self) -> dict[str, Any]:
        return {"text": self.text, "state": self.state, "why": self.why, "unverified": self.unverified}


@dataclass(frozen=True, slots=True)
class Part:
    """One emission of a row, without its working."""

    gas: str
    kind: str
    amount: float | None
    problems: Sequence[Mapping[str, str]]
    unverified: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The totals of an inventory without land use, and what stands beside them."""

    cells: Mapping[str, Amount]
    beside: tuple[tuple[str, Amount], ...]
    gwp_set: str
    rows: int
    unknown_rows: int
    unverified_rows: int
    left_out: Mapping[str, int]
    kinds: Mapping[str, int] = field(default_factory=dict)

    @property
    def plain(self) -> dict[str, Any]:
        return {
            "cells": {gas: each.plain for gas, each in self.cells.items()},
            "beside": [[label, each.plain] for label, each in self.beside],
            "rows": self.rows,
            "unknown": self.unknown_rows,
            "unverified": self.unverified_rows,
            "kinds": dict(self.kinds),
        }


def parts_of(rows: Iterable[int]) -> dict[int, list[Part]]:
    """The amounts of gases of these rows. One query; the workings stay in the database."""
    found: dict[int, list[Part]] = defaultdict(list)
    names = ("row_id", "gas", "kind", "amount", "problems", "unverified")
    asked = Emission.objects.filter(row__in=list(rows), kind__in=COUNTED).exclude(gas="")
    for row, *rest in asked.order_by("pk").values_list(*names):
        found[row].append(Part(*rest))
    return found


def amounts_of(parts: Sequence[Part], gases: Sequence[str], notation: str, inventory: Inventory) -> dict[str, Amount]:
    """A cell for each gas, and CO2e."""
    shown = {gas: _amount(gas, parts, notation) for gas in gases}
    if not gases:
        named = next((each.gas for each in parts if each.gas), "")
        found = _amount(named, parts, notation)
        shown[NAMED] = Amount(NAMED, found.text, found.state, found.why, found.unverified)
    shown[CO2E] = _equivalent(parts, notation, inventory)
    return {gas: shown[gas] for gas in result_columns(gases)}


def result_columns(gases: Sequence[str]) -> tuple[str, ...]:
    """The columns of results of a kind with these gases: CO2e behind the greenhouse gases, if any; pollutants last."""
    greenhouse = [each for each in gases if each in GREENHOUSE_GASES] or ([] if gases else [NAMED])
    return (*greenhouse, *([CO2E] if greenhouse else []), *(each for each in gases if each not in GREENHOUSE_GASES))


def _amount(gas: str, parts: Sequence[Part], notation: str) -> Amount:
    if notation:
        return Amount(gas, notation, "key", str(LABELS[Key(notation)]))
    counted = [each for each in parts if each.gas == gas and each.kind in (OutputKind.EMISSION, OutputKind.REMOVAL)]
    memo = [each for each in parts if each.gas == gas and each.kind == OutputKind.MEMO]
    asked = counted or memo
    if not asked:
        return Amount(gas, "", "none", _("本行的方法不产生 %s。") % gas)
    unverified = any(each.unverified for each in asked)
    told = dict.fromkeys(problem["message"] for each in asked for problem in each.problems)
    if any(each.amount is None for each in asked):
        return Amount(gas, "—", "unknown", "\n".join(told), unverified)
    amount = sum(each.amount or 0.0 for each in asked)
    if not counted:
        return Amount(gas, shown(amount), "memo", _("信息项（生物质等），不计入合计。"), unverified)
    also = [each.amount for each in memo if each.amount is not None]
    why = _("另有信息项 %s t，不计入合计。") % shown(sum(also)) if also else ""
    return Amount(gas, shown(amount), "known", why, unverified)


def _equivalent(parts: Sequence[Part], notation: str, inventory: Inventory) -> Amount:
    if notation:
        return Amount(CO2E, notation, "key", str(LABELS[Key(notation)]))
    counted = (OutputKind.EMISSION, OutputKind.REMOVAL)
    asked = [each for each in parts if each.gas in GREENHOUSE_GASES and each.kind in counted]
    if not asked:
        return Amount(CO2E, "", "none", _("本行没有计入合计的温室气体。"))
    missing = [each.gas for each in asked if each.amount is None]
    if missing:
        gases = "、".join(dict.fromkeys(missing))
        return Amount(CO2E, "—", "unknown", _("%s 未知，不能折算二氧化碳当量。") % gases)
    try:
        gwp = gwp_for(inventory)
        total = sum((each.amount or 0.0) * (gwp.factor(each.gas).value or 0.0) for each in asked)
    except GwpRefused as refused:
        return Amount(CO2E, "—", "unknown", str(refused))
    return Amount(CO2E, shown(total), "known", gwp.note, any(each.unverified for each in asked))


def bar_of(inventory: Inventory) -> Bar:
    """The totals as they stand now, summed by the database over booked amounts. Three queries, however many rows."""
    groups = list(
        Emission.objects.filter(row__inventory=inventory, row__removed_at__isnull=True)
        .filter(kind__in=COUNTED)
        .exclude(gas="")
        .values("row__category", "gas", "kind")
        .annotate(
            booked_sum=Sum("booked"),
            numbers=Count("booked"),
            missing=Count("pk", filter=Q(booked__isnull=True)),
            doubted=Count("pk", filter=Q(unverified=True)),
        )
        .order_by()
    )
    rows = list(
        inventory.rows.filter(removed_at__isnull=True).values("kind", "notation").annotate(n=Count("pk")).order_by()
    )
    counted = Emission.objects.filter(row__inventory=inventory, row__removed_at__isnull=True, kind__in=COUNTED)
    marks = counted.exclude(gas="").aggregate(
        unknown=Count("row", filter=Q(amount__isnull=True), distinct=True),
        unverified=Count("row", filter=Q(unverified=True), distinct=True),
    )
    keys: dict[str, int] = defaultdict(int)
    kinds: dict[str, int] = defaultdict(int)
    for each in rows:
        kinds[each["kind"]] += each["n"]
        if each["notation"]:
            keys[each["notation"]] += each["n"]
    left_out = {key: count for key, count in keys.items() if Key(key) in LEAVES_OUT}
    territorial = [each for each in groups if _role(each) in (Role.EMISSION, Role.POLLUTANT)]
    land = [each for each in groups if _role(each) == Role.LAND]
    gases = [each for each in (*GREENHOUSE_GASES, *POLLUTANTS) if each in BAR or _has(territorial, each)]
    cells = {gas: _summed(gas, territorial, left_out) for gas in gases}
    cells[CO2E] = _summed_equivalent(territorial, inventory, left_out)
    return Bar(
        cells={gas: cells[gas] for gas in (*(g for g in gases if g in GREENHOUSE_GASES), CO2E, *POLLUTANTS)},
        beside=_beside(groups, territorial, land, inventory, left_out),
        gwp_set=inventory.gwp_set,
        rows=sum(kinds.values()),
        unknown_rows=marks["unknown"],
        unverified_rows=marks["unverified"],
        left_out=left_out,
        kinds=kinds,
    )


def _beside(
    groups: Sequence[Mapping[str, Any]],
    territorial: Sequence[Mapping[str, Any]],
    land: Sequence[Mapping[str, Any]],
    inventory: Inventory,
    left_out: Mapping[str, int],
) -> tuple[tuple[str, Amount], ...]:
    beside = []
    if land:
        beside.append((_("含土地利用（LULUCF）CO2e"), _summed_equivalent([*territorial, *land], inventory, left_out)))
    if indirect := [each for each in groups if _role(each) == Role.INDIRECT]:
        beside.append((_("外购电力热力（不计入）CO2e"), _summed_equivalent(indirect, inventory, {})))
    if memo := [each for each in groups if _role(each) == Role.MEMO]:
        beside.append((_("信息项 CO2（不计入）"), _summed("CO2", memo, {})))
    return tuple(beside)


def _role(group: Mapping[str, Any]) -> Role:
    return Role.MEMO if group["kind"] == OutputKind.MEMO else categories().get(group["row__category"]).role


def _has(groups: Iterable[Mapping[str, Any]], gas: str) -> bool:
    return any(each["gas"] == gas for each in groups)


def _summed(gas: str, groups: Sequence[Mapping[str, Any]], left_out: Mapping[str, int]) -> Amount:
    of_gas = [each for each in groups if each["gas"] == gas]
    numbers = sum(each["numbers"] for each in of_gas)
    missing = sum(each["missing"] for each in of_gas)
    why = _lacking(missing, left_out)
    doubted = any(each["doubted"] for each in of_gas)
    if not numbers:
        return Amount(gas, "—", "unknown" if missing else "none", why or _("没有一行给出 %s。") % gas)
    booked = sum(each["booked_sum"] or 0 for each in of_gas)
    return Amount(gas, shown(tonnes(gas, booked)), "partial" if why else "known", why, doubted)


def _summed_equivalent(
    groups: Sequence[Mapping[str, Any]], inventory: Inventory, left_out: Mapping[str, int]
) -> Amount:
    asked = [each for each in groups if each["gas"] in GREENHOUSE_GASES]
    missing = sum(each["missing"] for each in asked)
    why = _lacking(missing, left_out)
    if not any(each["numbers"] for each in asked):
        return Amount(CO2E, "—", "unknown" if missing else "none", why or _("没有一行给出温室气体。"))
    try:
        gwp = gwp_for(inventory)
        total = sum(
            (
                tonnes(each["gas"], each["booked_sum"] or 0) * Decimal(str(gwp.factor(each["gas"]).value))
                for each in asked
                if each["numbers"]
            ),
            Decimal(0),
        )
    except GwpRefused as refused:
        return Amount(CO2E, "—", "unknown", str(refused))
    return Amount(
        CO2E, shown(total), "partial" if why else "known", why or gwp.note, any(each["doubted"] for each in asked)
    )


def _lacking(missing: int, left_out: Mapping[str, int]) -> str:
    told = [_("%d 项未知，没有计入") % missing] if missing else []
    told += [
        _("%(n)d 行标识 %(key)s（%(label)s）") % {"n": count, "key": key, "label": LABELS[Key(key)]}
        for key, count in left_out.items()
    ]
    return _("不完整：%s。") % "；".join(told) if told else ""


def shown(amount: float | Decimal) -> str:
    """An amount in t with as many digits as a reader needs; the working shows all of them.

    >>> shown(3095.909637), shown(0.0123456), shown(-2.5), shown(0.0)
    ('3,095.91', '0.01235', '-2.5', '0')
    """
    value = float(amount)
    size = abs(value)
    if size >= 100_000:
        text = f"{value:,.0f}"
    elif size >= 100:
        text = f"{value:,.2f}"
    elif size >= 1:
        text = f"{value:,.4f}"
    elif size >= 1e-6:
        text = f"{value:.{4 - _exponent(size) - 1}f}"
    else:
        text = f"{value:.3g}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def _exponent(size: float) -> int:
    return int(f"{size:e}".split("e")[1])
