"""Totals of a signed inventory become values of metrics, so that targets follow them: nothing is typed twice.

A total with an unknown row is not recorded, nor energy CO2 of which a part has no row, is not estimated or confidential; what is
missing is told instead. A total of greenhouse gases may leave categories out that are not estimated or confidential, as every
inventory does: they are named with the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.records.models import Metric, Observation, Origin, Status, Subject
from ditan.base.records.services import name_subject, record_many
from ditan.base.records.services.reports import Report
from ditan.core.inventory.categories import categories
from ditan.core.inventory.co2e import GwpSet
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.notation import LEAVES_OUT
from ditan.core.inventory.totals import Total, Totals
from ditan.core.periods import year
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.selectors.amounts import entries_of
from ditan.domains.inventory.selectors.editions import gwp_for
from ditan.domains.inventory.services.held import note

WAN = Decimal(10_000)
BURNT, ELECTRICITY, HEAT = "1.A", "E.1", "E.2"


@dataclass(frozen=True, slots=True)
class Fed:
    """What one metric is told.

    Parameters
    ----------
    amount
        In the metric's unit, None where it cannot be said; then `missing` says why.
    formula
        How it came about, in Chinese.
    note
        What the amount leaves out, named beside the value.
    """

    metric: str
    amount: Decimal | None
    formula: str
    missing: tuple[str, ...] = ()
    note: str = ""


def fed_by(entries: Iterable[Entry], gwp: GwpSet, labels: Callable[[str], str] = str) -> list[Fed]:
    """What an inventory tells each metric. Pure: `labels` names a row for whoever reads what is missing."""
    totals = Totals(entries, categories())
    return [_energy_co2(totals, labels), *(_greenhouse_gases(totals, gwp, labels, land) for land in (False, True))]


@transaction.atomic
def record_totals(*, user: Any, inventory: Inventory, edition: int, digest: str, reason: str = "") -> list[Fed]:
    """Record the totals of a signed edition; gives what each metric was told, also those that nothing could be told.

    Part of the caller's transaction: who may sign has been asked.
    """
    rows = {str(row.pk): str(row) for row in inventory.rows.all()}
    fed = fed_by(entries_of(inventory), gwp_for(inventory), lambda row: rows.get(row, row))
    metrics = Metric.objects.in_bulk([each.metric for each in fed], field_name="code")
    subject = name_subject(kind=Subject.Kind.REGION, code=inventory.region.code, name=inventory.region.name)
    reports = [
        Report(
            subject=subject,
            metric=metrics[each.metric],
            period=year(inventory.year),
            status=Status.FINAL,
            origin=Origin.SYSTEM,
            number=float(each.amount),
            issuer_name=inventory.organisation.name if inventory.organisation else "",
            trace={
                "formula": each.formula,
                "about": _("%(title)s 第 %(edition)d 版") % {"title": inventory.title, "edition": edition},
                "inventory": inventory.pk,
                "edition": edition,
                "digest": digest,
                "gwp_set": inventory.gwp_set,
                "inputs": [],
            },
            reference=f"inventory:{inventory.pk}",
            reason=reason,
            note=each.note,
            demo=inventory.demo,
        )
        for each in fed
        if each.amount is not None and each.metric in metrics
    ]
    made: list[Observation] = record_many(reports, user=user, permission=None) if reports else []
    told = {each.metric: {"missing": list(each.missing), "recorded": each.amount is not None} for each in fed}
    note("recorded", user, inventory, after={"edition": edition, "values": len(made), "metrics": told})
    return fed


def _energy_co2(totals: Totals, labels: Callable[[str], str]) -> Fed:
    parts = [(name, totals.cell(code, "CO2")) for code, name in _NAMES.items()]
    formula = _("化石燃料燃烧 + 净调入电力（省级平均因子）+ 净调入热力")
    missing = [sentence for name, part in parts for sentence in _lacking(name, part, labels)]
    if missing:
        return Fed("energy_co2", None, formula, tuple(missing))
    amount = sum((part.tonnes for _name, part in parts if part.tonnes is not None), Decimal(0))
    return Fed("energy_co2", amount / WAN, formula)


def _greenhouse_gases(totals: Totals, gwp: GwpSet, labels: Callable[[str], str], land: bool) -> Fed:
    metric = "ghg_net_emissions" if land else "ghg_emissions"
    formula = _("各温室气体排放量 × %(gwp)s 的全球增温潜势%(land)s") % {
        "gwp": gwp.name,
        "land": _("，含土地利用变化和林业") if land else _("，不含土地利用变化和林业"),
    }
    held = [each for each in totals.entries if not each.memo and counts(each, land=land)]
    if not any(each.booked is not None for each in held):
        return Fed(metric, None, formula, (_("清单中还没有温室气体排放量。"),))
    found = gwp.of(held)
    if found.unknown:
        return Fed(metric, None, formula, tuple(_("“%s”的排放量未知。") % labels(row) for row in found.unknown))
    return Fed(metric, found.tonnes / WAN, formula, note=_left_out(held))


def _left_out(held: Iterable[Entry]) -> str:
    """The categories of a total behind whose keys an amount may exist."""
    found = {(each.category, str(each.key)) for each in held if each.key in LEAVES_OUT}
    told = "、".join(f"{category} {key}" for category, key in sorted(found))
    return _("合计不含未估算或保密的类别：%s。") % told if told else ""


def counts(entry: Entry, *, land: bool) -> bool:
    """Whether the entry is part of the territorial total."""
    role = categories().get(entry.category).role
    return role == "emission" or (land and role == "land")


def _lacking(name: str, part: Total, labels: Callable[[str], str]) -> list[str]:
    if part.empty:
        return [_("没有“%s”的数据；请补充，或填写标识符 NO、NA。") % name]
    unknown = [_("“%(name)s”中“%(row)s”的排放量未知。") % {"name": name, "row": labels(row)} for row in part.unknown]
    keys = [key for key in part.keys if key in ("NE", "C")]
    return unknown + [_("“%(name)s”有标识符 %(key)s，合计不完整。") % {"name": name, "key": key} for key in keys]


_NAMES = {BURNT: "化石燃料燃烧", ELECTRICITY: "调入电力", HEAT: "调入热力"}
