"""Activity × factor → emissions by region, month, category and gas, as one expression for every engine.

Activity is added up by what it is of before any factor is joined, so that the join is small. All arithmetic is on 64-bit
integers: the result is the same to the last digit whatever the engine, the number of workers or the order of rows. Whether a
sum could leave 64 bits is asked before, in floating point; such a group is refused and said, never computed wrongly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from ditan.core.inventory.booking import LARGEST
from ditan.lake.connection import Connection
from ditan.lake.finding import Finding
from ditan.lake.rates import Rates, named, rates
from ditan.lake.schema import ITEM, MISSING, PER_UNIT, RESULTS, Encoded

if TYPE_CHECKING:
    import ibis.expr.types as ir

SAFE = LARGEST * 0.999
"""A floating-point sum of a million products is right to many more digits than that."""
GROUP = ("region", "year", "month", "category")


@dataclass(frozen=True)
class Emissions:
    """What came out.

    Parameters
    ----------
    results
        `schema.RESULTS`, in the order of region, year, month, category, gas.
    missing
        `schema.MISSING`: activity for which a factor is lacking, by item and gas.
    """

    results: pa.Table
    missing: pa.Table
    findings: tuple[Finding, ...]

    @property
    def digest(self) -> str:
        """A hash over every group and amount, the same whatever engine made them."""
        return digest(self.results)


def emissions(
    connection: Connection,
    activity: ir.Table,
    items: pa.Table,
    partitions: Sequence[tuple[str, int]],
    factors: pa.Table,
    *,
    rows: int,
    sound: bool = False,
) -> Emissions:
    """Compute these partitions.

    Parameters
    ----------
    sound
        That no amount is null or negative, as the statistics of the files say; then nobody needs to look.
    rows
        How many rows the activity has: as many must be found again in the groups.

    Raises
    ------
    ValueError
        Where rows got lost, since `items` does not say what they are of.
    """
    joined = rates(items, partitions, factors)
    table = connection.table(joined.table)
    # Where something is missing the sums are read again to say what.
    summed = (connection.keep if joined.lacking.num_rows else connection.view)(added_up(activity, sound=sound))
    wide, over = _computed(connection, summed, table, joined)
    counted = sum(pc.sum(each["rows"]).as_py() or 0 for each in (wide, over) if each is not None)
    if counted != rows:
        raise ValueError(f"活动数据有 {rows} 行，合计中只有 {counted} 行：有的编号不在活动目录中；请重新写入该分区。")
    results = _long(wide, joined)
    if over is not None:
        results = pa.concat_tables([results, _unknown(over, joined)])
        results = results.sort_by([(name, "ascending") for name in (*GROUP, "gas")])
    missing = _missing(connection, summed, joined, items)
    return Emissions(results, missing, (*_said_large(over), *_said_missing(missing)))


def _computed(
    connection: Connection, summed: ir.Table, table: ir.Table, joined: Rates
) -> tuple[pa.Table, pa.Table | None]:
    """The groups, and those that are refused. Engines raise where a product leaves 64 bits; the bound tells before it is near."""
    try:
        wide = connection.fetch(of_groups(summed, table, joined))
        if not wide.num_rows or pc.max(wide["bound"]).as_py() <= SAFE:
            return wide, None
    except connection.overflows():
        pass
    summed = connection.keep(summed)
    bounds = _bounds(summed, table, joined)
    over = connection.fetch(bounds.filter(bounds.bound > SAFE))
    return connection.fetch(of_groups(_without(connection, summed, table, joined, over), table, joined)), over


def emissions_of(connection: Connection, rows: Encoded, factors: pa.Table) -> Emissions:
    """Compute rows at hand, as an inventory has them."""
    keys = rows.activity.select(["region", "year"]).group_by(["region", "year"]).aggregate([])
    partitions = [(row["region"], row["year"]) for row in keys.to_pylist()]
    found = emissions(
        connection, connection.table(rows.activity), rows.items, partitions, factors, rows=rows.activity.num_rows
    )
    return Emissions(found.results, found.missing, (*rows.findings, *found.findings))


def added_up(activity: ir.Table, *, sound: bool) -> ir.Table:
    """Activity by region, year, month and item; `known`, where asked, counts rows that have an amount."""
    import ibis

    amount = activity.amount_milli
    if not sound:
        amount = ibis.ifelse(amount >= 0, amount, ibis.null("int64"))
    counted = {} if sound else {"known": amount.count()}
    return activity.group_by(["region", "year", "month", "item"]).agg(
        amount=amount.sum().cast("int64"), rows=activity.count(), **counted
    )


def of_groups(summed: ir.Table, table: ir.Table, joined: Rates) -> ir.Table:
    """The one expression: the sum of activity × factor for each gas, and how many rows stay open."""
    both = summed.inner_join(table, list(joined.by))
    sums: dict[str, Any] = {
        f"a{at}": (both.amount * both[f"f{at}"]).sum().cast("int64") for at in range(len(joined.gases))
    }
    sums |= {f"l{at}": (both.rows * both[f"l{at}"]).sum().cast("int64") for at in joined.gaps}
    if joined.lacking.num_rows:
        sums["bare"] = (both.rows * both.bare).sum().cast("int64")
    if "known" in summed.columns:
        sums["unknown"] = (both.rows - both.known).sum().cast("int64")
    return both.group_by(list(GROUP)).agg(
        rows=both.rows.sum().cast("int64"), bound=(both.amount.cast("float64") * both.bound).sum(), **sums
    )


def _bounds(summed: ir.Table, table: ir.Table, joined: Rates) -> ir.Table:
    both = summed.inner_join(table, list(joined.by))
    return both.group_by(list(GROUP)).agg(
        bound=(both.amount.cast("float64") * both.bound).sum(), rows=both.rows.sum().cast("int64")
    )


def _without(connection: Connection, summed: ir.Table, table: ir.Table, joined: Rates, over: pa.Table) -> ir.Table:
    """Activity without those groups: an engine may compute a product before it drops its group, so they go first."""
    large = connection.table(over.select(list(GROUP)))
    words = table.select([*joined.by, "category"]).distinct()
    kept = summed.inner_join(words, list(joined.by)).anti_join(large, list(GROUP))
    return connection.keep(kept.select(summed.columns))


def _long(wide: pa.Table, joined: Rates) -> pa.Table:
    """One row a group and gas, in order; a gas of which a group has neither amount nor gap does not arise there."""
    wide = wide.sort_by([(name, "ascending") for name in GROUP]).combine_chunks()
    groups, gases = wide.num_rows, len(joined.gases)
    if not groups or not gases:
        return RESULTS.empty_table()
    columns = [wide[f"a{at}"] for at in range(gases)]
    amounts = np.stack([pc.fill_null(each, 0).to_numpy() for each in columns], axis=1).ravel()
    known = np.stack([each.is_valid().to_numpy() for each in columns], axis=1).ravel()
    lacking = np.zeros((groups, gases), np.int64)
    for at in joined.gaps:
        lacking[:, at] = wide[f"l{at}"].to_numpy()
    # A row without amount and one without factor may be the same: their number is an upper bound, at most all rows.
    rows = np.repeat(wide["rows"].to_numpy(), gases)
    uncounted = [wide[name].to_numpy() for name in ("unknown", "bare") if name in wide.column_names]
    without = np.repeat(sum(uncounted, np.zeros(groups, np.int64)), gases)
    opened = np.minimum(without + lacking.ravel(), rows)
    group = pa.array(np.repeat(np.arange(groups, dtype=np.int32), gases))
    gas = pa.array(np.tile(np.arange(gases, dtype=np.int32), groups))
    scale = np.tile(np.array(joined.scales, np.int64) * PER_UNIT, groups)
    long = pa.table(
        [
            *(wide[name].combine_chunks().take(group) for name in GROUP),
            pa.array(joined.gases, pa.string()).take(gas),
            pa.array(amounts, mask=~known),
            *(pa.array(each) for each in (scale, rows, opened, opened == 0)),
        ],
        schema=RESULTS,
    )
    arises = known | (lacking.ravel() > 0)
    return long if arises.all() else long.filter(pa.array(arises))


def _unknown(over: pa.Table, joined: Rates) -> pa.Table:
    """The groups that were refused, each gas without an amount."""
    parts = []
    for gas, scale in zip(joined.gases, joined.scales, strict=True):
        rows = over.num_rows
        group = [over[name] for name in GROUP]
        told = [pa.array([gas] * rows, pa.string()), pa.nulls(rows, pa.int64()), pa.array([scale * PER_UNIT] * rows)]
        parts.append(pa.table([*group, *told, over["rows"], over["rows"], pa.array([False] * rows)], schema=RESULTS))
    return pa.concat_tables(parts)


def _missing(connection: Connection, summed: ir.Table, joined: Rates, items: pa.Table) -> pa.Table:
    """Activity that has no factor, added up by item and gas."""
    if not joined.lacking.num_rows:
        return MISSING.empty_table()
    lacking = connection.table(joined.lacking.select([*joined.by, "gas"]))
    both = summed.inner_join(lacking, list(joined.by))
    found = connection.fetch(
        both.group_by(["region", "year", "item", "gas"]).agg(
            rows=both.rows.sum().cast("int64"), amount_milli=both.amount.sum().cast("int64")
        )
    )
    words = named(items)
    listed = [{**row, **words[row["item"]]} for row in found.to_pylist()]
    table = pa.Table.from_pylist([{name: row[name] for name in MISSING.names} for row in listed], schema=MISSING)
    return table.sort_by([(name, "ascending") for name in ("region", "year", *ITEM, "gas")])


def _said_large(over: pa.Table | None) -> list[Finding]:
    return [
        Finding(
            "overflow",
            f"{row['region']}/{row['year']}",
            None,
            "amount_milli",
            f"{row['region']}/{row['year']} 的 {row['month']} 月、类别 {row['category']} 的合计可能超出 64 位整数，未计算；"
            "请检查活动数据的单位是否差了 10 的若干次方，确属实际的请细分类别。",
        )
        for row in (over.sort_by([(name, "ascending") for name in GROUP]).to_pylist() if over is not None else ())
    ]


def _said_missing(missing: pa.Table) -> list[Finding]:
    return [
        Finding(
            "missing",
            f"{row['region']}/{row['year']}",
            None,
            "gas" if row["gas"] else "kind",
            f"{row['region']}/{row['year']} 有 {row['rows']} 行“{row['category']} {row['kind']} {row['fuel']}"
            f"{' ' + row['technology'] if row['technology'] else ''}”没有{row['gas'] + ' ' if row['gas'] else '任何'}因子；"
            "请在因子表中补充（不产生该气体的填 0），相关合计已标为不完整。",
        )
        for row in missing.to_pylist()
    ]


class _Hash:
    """A file that only remembers the hash of what was written to it."""

    closed = False

    def __init__(self) -> None:
        self.summed = hashlib.sha256()

    def write(self, data: Any) -> int:
        self.summed.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


def digest(results: pa.Table) -> str:
    """A hash over every group and amount of results that stand in their order."""
    into = _Hash()
    pa.csv.write_csv(results.select(RESULTS.names), pa.PythonFile(into, mode="w"))
    return into.summed.hexdigest()
