"""The small side of the join: for each thing that activity is of, its factor for every gas, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ditan.lake.schema import FACTORS, ITEM, ITEMS

Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Rates:
    """One row an item (and year, and region, where factors differ by these).

    Parameters
    ----------
    table
        `item`, `category`, `f0 f1 …` (a factor for each of `gases`, null where there is none), `l0 l1 …` (1 where an activity
        of this kind should have one), `bound` (the largest factor as a float), `bare` (1 where its kind has no factor at all).
    by
        The columns that the join is on.
    lacking
        Items and gases without a factor: `item`, `gas`, and what else `by` names. `gas` is empty where no factor of any gas
        is known for this kind of activity.
    """

    table: pa.Table
    by: tuple[str, ...]
    gases: tuple[str, ...]
    scales: tuple[int, ...]
    gaps: tuple[int, ...]
    lacking: pa.Table


def rates(items: pa.Table, partitions: Sequence[tuple[str, int]], factors: pa.Table) -> Rates:
    """Lay the factors of these partitions beside the items.

    A kind of activity should have a factor for every gas for which anything of its kind has one in that year: coal without an
    N2O factor, where other fuels have one, is a gap and not zero. A gas that does not arise is a factor of 0.
    """
    years = sorted({year for _, year in partitions})
    factors = factors.filter(pc.is_in(factors["year"], pa.array(years, FACTORS.field("year").type)))
    own = set(factors["region"].unique().to_pylist()) - {""}
    gases = tuple(sorted(factors["gas"].unique().to_pylist()))
    scales: dict[str, int] = dict(zip(*factors.select(["gas", "scale"]).to_pydict().values(), strict=True))
    items = items.sort_by("item")
    by_region = bool(own & {region for region, _ in partitions})
    zones = sorted(set(partitions)) if by_region else [("", year) for year in years]
    by = ("item", *(("year",) if len(years) > 1 else ()), *(("region",) if by_region else ()))
    parts, lacking, gaps = [], [], np.zeros(len(gases), bool)
    for region, year in zones:
        held, known = _matrix(items, gases, factors, region, year)
        missing = _expected(items, gases, factors, year) & ~known
        none = _kinds_without(items, factors, year)
        gaps |= missing.any(axis=0)
        zone = _Zone(region, year, items.num_rows)
        parts.append(zone.table(items, held, known, missing, none))
        lacking += [zone.lacking(items, missing[:, at], gas) for at, gas in enumerate(gases)]
        lacking.append(zone.lacking(items, none, ""))
    return Rates(
        pa.concat_tables(parts),
        by,
        gases,
        tuple(scales[gas] for gas in gases),
        tuple(int(at) for at in np.flatnonzero(gaps)),
        pa.concat_tables(lacking),
    )


@dataclass(frozen=True)
class _Zone:
    """Where one set of factors holds."""

    region: str
    year: int
    items: int

    def place(self, rows: int) -> dict[str, pa.Array]:
        return {
            "region": pa.array([self.region] * rows, pa.string()),
            "year": pa.array([self.year] * rows, FACTORS.field("year").type),
        }

    def table(self, items: pa.Table, held: Integers, known: Truths, missing: Truths, none: Truths) -> pa.Table:
        columns: dict[str, pa.Array] = {"item": items["item"], "category": items["category"], **self.place(self.items)}
        for at in range(held.shape[1]):
            columns[f"f{at}"] = pa.array(held[:, at], mask=~known[:, at])
            columns[f"l{at}"] = pa.array(missing[:, at].astype(np.int64))
        largest = np.abs(held.astype(np.float64)).max(axis=1, initial=0.0)
        columns["bound"] = pa.array(largest)
        columns["bare"] = pa.array(none.astype(np.int64))
        return pa.table(columns)

    def lacking(self, items: pa.Table, which: Truths, gas: str) -> pa.Table:
        found = items["item"].filter(pa.array(which))
        return pa.table({"item": found, "gas": pa.array([gas] * len(found), pa.string()), **self.place(len(found))})


def _matrix(
    items: pa.Table, gases: Sequence[str], factors: pa.Table, region: str, year: int
) -> tuple[Integers, Truths]:
    """Items × gases: the factor, and whether there is one. A region's own comes before the general one."""
    held = np.zeros((items.num_rows, len(gases)), np.int64)
    known = np.zeros(held.shape, bool)
    for of in ("", region) if region else ("",):
        chosen = factors.filter((pc.field("region") == of) & (pc.field("year") == year))
        row = pc.index_in(chosen["item"], items["item"].combine_chunks())
        column = pc.index_in(chosen["gas"], pa.array(gases, pa.string()))
        there = np.asarray(row.is_valid())
        at = (row.fill_null(0).to_numpy()[there], column.to_numpy()[there])
        held[at] = chosen["factor_scaled"].to_numpy()[there]
        known[at] = True
    return held, known


def _expected(items: pa.Table, gases: Sequence[str], factors: pa.Table, year: int) -> Truths:
    pairs = factors.filter(pc.field("year") == year).select(["kind", "gas"]).group_by(["kind", "gas"]).aggregate([])
    of_kind: dict[str, set[str]] = {}
    for kind, gas in zip(*pairs.to_pydict().values(), strict=True):
        of_kind.setdefault(kind, set()).add(gas)
    kinds = sorted(of_kind)
    table = np.array([[gas in of_kind[kind] for gas in gases] for kind in kinds] + [[False] * len(gases)], bool)
    at = pc.index_in(items["kind"], pa.array(kinds, pa.string())).fill_null(len(kinds)).to_numpy()
    expected: Truths = table.reshape(len(kinds) + 1, len(gases))[at]
    return expected


def _kinds_without(items: pa.Table, factors: pa.Table, year: int) -> Truths:
    kinds = factors.filter(pc.field("year") == year)["kind"].unique()
    return np.asarray(pc.invert(pc.is_in(items["kind"], value_set=kinds)).combine_chunks())


def named(items: pa.Table) -> dict[int, dict[str, str]]:
    """What each item number means."""
    return {row["item"]: {name: row[name] for name in ITEM} for row in items.select(ITEMS.names).to_pylist()}
