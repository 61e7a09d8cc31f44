"""Uncertainty and key categories of a standing inventory, as plain data that can be kept: both approaches, trend, gaps."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ditan.core.factors import FactorBook
from ditan.core.inventory.booking import GREENHOUSE_GASES
from ditan.core.inventory.categories import Role, categories
from ditan.core.inventory.co2e import GwpSet, origin_of
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.key_categories import AssessmentRefused, Candidate, Ranked, level, trend
from ditan.core.methods import InputKind, Line
from ditan.core.uncertainty.approach1 import UncertaintyRefused, approach1
from ditan.core.uncertainty.approach2 import Band, Simulation, Term, simulate
from ditan.core.uncertainty.approach2 import trend as trend_of
from ditan.core.uncertainty.defaults import suggested
from ditan.core.uncertainty.gathering import Gathering, Where
from ditan.core.uncertainty.propagating import Propagation
from ditan.core.uncertainty.spread import of_factor
from ditan.domains.inventory.selectors.standing import StandingRow

BINS = 40
SHOWN_ROWS = 12
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Assumption:
    """What is taken where no range is given.

    Parameters
    ----------
    how
        `none` holds it fixed and says so, `customary` takes the upper end of customary ranges (unverified), `own` takes
        `activity` and `factor`, %.
    """

    how: str = "none"
    activity: float | None = None
    factor: float | None = None
    book: FactorBook | None = None
    _kept: dict[Where, tuple[float | None, float | None]] = field(default_factory=dict, compare=False)

    def for_line(self, line: Line, category: str, percents: Mapping[str, float]) -> dict[str, float]:
        """± % by name of the operands that have no range. Several factors without one share it, as their product has it."""
        activity, factor = self._of(category, line.output.gas)
        bare = [
            each.name for each in line.operands if each.factors and any(of_factor(one) is None for one in each.factors)
        ]
        found = {} if factor is None else dict.fromkeys(bare, factor / math.sqrt(max(1, len(bare))))
        if activity is not None:
            for each in line.operands:
                asked = line.method.input(each.name)
                counted = asked is not None and asked.kind in (InputKind.NUMBER, InputKind.SERIES)
                if counted and not each.factors and each.name not in percents:
                    found[each.name] = activity
        return found

    def _of(self, category: str, gas: str) -> tuple[float | None, float | None]:
        if self.how == "own":
            return self.activity, self.factor
        if self.how != "customary" or self.book is None:
            return None, None
        where = category, gas
        if where not in self._kept:
            path = tuple(each.code for each in categories().path(category))
            ranges = suggested(self.book, path, gas)
            ends = {of: [each.high for each in ranges if each.of == of and each.high is not None] for of in _ENDS}
            self._kept[where] = tuple(max(ends[of], default=None) for of in _ENDS)  # type: ignore[assignment]
        return self._kept[where]

    def plain(self) -> dict[str, Any]:
        """As it is kept with the result."""
        return {"how": self.how, "activity": self.activity, "factor": self.factor}


_ENDS = ("activity", "factor")


@dataclass(frozen=True, slots=True)
class Year:
    """A standing inventory and the GWPs that it counts with."""

    year: int
    rows: Sequence[StandingRow]
    gwp: GwpSet


@dataclass(frozen=True, slots=True)
class _Counted:
    """A line that counts in the territorial total, with its weight in CO2e."""

    row: StandingRow
    line: Line
    weight: float


def assessed(
    now: Year,
    base: Year | None,
    assumption: Assumption,
    *,
    draws: int,
    seed: int,
    progress: Progress = lambda share: None,
) -> dict[str, Any]:
    """Both approaches and key categories over the territorial total in CO2e (purchased electricity and heat apart).

    Raises
    ------
    GwpRefused
        Where a gas has no GWP in the set.
    SpreadRefused
        Where a range of a factor cannot be drawn from.
    """
    counted = list(_counted(now))
    before = list(_counted(base)) if base is not None else []
    simulated, gaps = _simulated(counted, assumption, draws, seed, lambda share: progress(0.1 + share * 0.55))
    changed = None
    hidden = _unknown_cells(base) if base is not None else {}
    if before and base is not None and base.gwp.name == now.gwp.name and not hidden:
        old, _gaps = _simulated(before, assumption, draws, seed, lambda share: progress(0.65 + share * 0.25))
        if simulated.total.point and old.total.point and not (old.sums == 0).any():
            changed = trend_of(old, simulated)
    progress(0.92)
    gathered, base_amounts = _gathered(counted, assumption), _amounts(before) if before else None
    return {
        "gwp_set": now.gwp.name,
        "year": now.year,
        "base_year": base.year if base is not None and before else None,
        "total": _band(simulated.total),
        "trend": _band(changed) if changed is not None else None,
        "groups": [_group(name, each) for name, each in sorted(simulated.groups.items())],
        "histogram": _histogram(simulated),
        "lost": simulated.lost,
        "doubtful": simulated.doubtful,
        "approach1": _approach1(gathered, base_amounts, set(hidden)),
        "keys": _keys(gathered, base_amounts, set(hidden)),
        "base_unknown": sorted({position for positions in hidden.values() for position in positions}),
        "base_absent": _absent(gathered, base_amounts, set(hidden)),
        "gaps": gaps,
        "unknown": [each.position for each in now.rows if any(_unknown(line) for line in each.lines)],
    }


def _counted(of: Year) -> Iterator[_Counted]:
    table = categories()
    for row in of.rows:
        if table.get(row.category).role not in (Role.EMISSION, Role.LAND):
            continue
        for line in row.lines:
            gas = line.output.gas
            if line.amount is None or gas not in GREENHOUSE_GASES or line.output.kind not in ("emission", "removal"):
                continue
            origin = origin_of(Entry(row.name, row.category, gas, 0, biomass=row.biomass))
            yield _Counted(row, line, float(of.gwp.factor(gas, origin=origin).value or 0))


def _unknown_cells(of: Year) -> dict[Where, list[int]]:
    """Category and gas of which something is not known, with the rows: such a cell is not compared, as it is not 0."""
    found: dict[Where, list[int]] = defaultdict(list)
    for row in of.rows:
        if categories().get(row.category).role in (Role.EMISSION, Role.LAND):
            for line in row.lines:
                if _unknown(line):
                    found[row.category, line.output.gas].append(row.position)
    return dict(found)


def _unknown(line: Line) -> bool:
    return line.amount is None and line.output.gas in GREENHOUSE_GASES and line.output.kind in ("emission", "removal")


def _simulated(
    counted: Sequence[_Counted], assumption: Assumption, draws: int, seed: int, progress: Progress
) -> tuple[Simulation, list[dict[str, Any]]]:
    prepared = Propagation()
    positions = {}
    for each in counted:
        row = each.row
        positions[row.name] = row.position
        sector = categories().path(row.category)[0].code
        prepared.add(
            row.name,
            each.line,
            percents=row.percents,
            assumed=assumption.for_line(each.line, row.category, row.percents),
            groups=(f"c:{row.category}", f"s:{sector}", f"g:{each.line.output.gas}"),
            weight=each.weight,
        )
    found = simulate(_told(prepared.terms, progress), prepared.sampler(draws, seed), each_term=False)
    gaps = [
        {
            "label": label,
            "factor": factor,
            "assumed": assumed,
            "rows": sorted(positions[row] for row in rows)[:SHOWN_ROWS],
            "count": len(rows),
        }
        for (label, factor, assumed), rows in prepared.gaps_together().items()
    ]
    return found, sorted(gaps, key=lambda each: (each["assumed"] is not None, -each["count"], each["label"]))


def _told(terms: Sequence[Term], progress: Progress) -> Iterator[Term]:
    for place, term in enumerate(terms):
        if place % 20 == 0:
            progress(place / len(terms))
        yield term


def _gathered(counted: Sequence[_Counted], assumption: Assumption) -> Gathering:
    found = Gathering()
    for each in counted:
        row = each.row
        found.add(
            (row.category, each.line.output.gas),
            row.name,
            each.line,
            percents=row.percents,
            assumed=assumption.for_line(each.line, row.category, row.percents),
            weight=each.weight,
        )
    return found


def _amounts(counted: Sequence[_Counted]) -> dict[Where, float]:
    found: dict[Where, float] = defaultdict(float)
    for each in counted:
        found[each.row.category, each.line.output.gas] += (each.line.amount or 0.0) * each.weight
    return dict(found)


def _absent(gathered: Gathering, base: Mapping[Where, float] | None, hidden: set[Where]) -> list[str]:
    """What the base year says nothing of: it is taken as new since then, and named."""
    return (
        [] if base is None else [" ".join(each) for each in gathered.amounts if each not in base and each not in hidden]
    )


def _approach1(gathered: Gathering, base: Mapping[Where, float] | None, hidden: set[Where]) -> dict[str, Any]:
    """Without a trend where something of the base year is not known."""
    comparable = base is not None and not hidden
    try:
        found = approach1(gathered.sources(base if comparable else None))
    except UncertaintyRefused as refused:
        return {"refused": str(refused)}
    rows = []
    for each in sorted(found.rows, key=lambda row: -row.variance):
        category, gas = each.source.name.rsplit(" ", 1)
        rows.append(
            {
                "category": category,
                "name": categories().get(category).name,
                "gas": gas,
                "base": None if base is None or (category, gas) in hidden else base.get((category, gas), 0.0),
                "current": each.source.current,
                "activity": each.source.activity_percent,
                "factor": each.source.factor_percent,
                "combined": each.combined,
                "fixed": (category, gas) in gathered.fixed,
                "share": each.variance / found.total_percent**2 if found.total_percent else None,
                "trend": each.trend if comparable else None,
            }
        )
    return {
        "rows": rows,
        "current": found.current,
        "total_percent": found.total_percent,
        "trend": found.trend if comparable else None,
        "trend_percent": found.trend_percent if comparable else None,
        "wide": list(found.wide),
        "trend_verified": found.trend_verified,
    }


def _keys(gathered: Gathering, base: Mapping[Where, float] | None, hidden: set[Where]) -> dict[str, Any]:
    cells = list(dict.fromkeys((*gathered.amounts, *(base or {}))))
    candidates = [
        Candidate(
            category,
            gas,
            gathered.amounts.get((category, gas), 0.0),
            None if base is None or (category, gas) in hidden else base.get((category, gas), 0.0),
            land=categories().get(category).role == Role.LAND,
        )
        for category, gas in cells
    ]
    found: dict[str, Any] = {}
    for land in (True, False):
        name = "with_land" if land else "without_land"
        found[name] = {"level": [_ranked(each) for each in level(candidates, land=land)]}
        try:
            found[name]["trend"] = None if base is None else [_ranked(each) for each in trend(candidates, land=land)]
        except AssessmentRefused as refused:
            found[name]["trend_refused"] = str(refused)
    return found


def _ranked(each: Ranked) -> dict[str, Any]:
    return {
        "category": each.candidate.category,
        "name": categories().get(each.candidate.category).name,
        "gas": each.candidate.gas,
        "amount": each.candidate.current,
        "base": each.candidate.base,
        "share": each.share,
        "cumulated": each.cumulated,
        "key": each.key,
    }


def _band(band: Band) -> dict[str, Any]:
    return {
        "point": band.point,
        "mean": band.mean,
        "lower": band.lower,
        "upper": band.upper,
        "below": band.below,
        "above": band.above,
        "percent": band.percent,
    }


def _group(name: str, band: Band) -> dict[str, Any]:
    of, code = name.split(":", 1)
    label = code if of == "g" else categories().get(code).name
    return {"of": of, "code": code, "name": label, **_band(band)}


def _histogram(found: Simulation) -> dict[str, Any] | None:
    drawn = found.sums[np.isfinite(found.sums)]
    if not drawn.size or drawn.min() == drawn.max():
        return None
    low, high = np.quantile(drawn, (0.001, 0.999))
    counts, edges = np.histogram(drawn, bins=BINS, range=(float(low), float(high)))
    return {"counts": [int(each) for each in counts], "edges": [float(each) for each in edges]}
