"""Measure the inventory's arithmetic: big tables against pandas and xarray, one engine against the other, and Monte Carlo.

    python -m benchmarks.inventory [--small] [--spark] [--cluster]

10^7 rows of activity (40 regions × 12 months × 200 categories × 30 fuels) and factors of 12 gases → region × month × category ×
gas. Ratios are medians of pairs taken one after the other in one run. `--small` takes 10^6 rows; `--spark` compares the hash of
a cluster of two workers; `--cluster` measures it at several sizes with one worker and with two. Ends with 1 where a figure is
missed.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ditan.core.inventory.booking import GASES
from ditan.lake.connection import Connection, connected
from ditan.lake.emissions import Emissions, digest, emissions
from ditan.lake.publishing import run
from ditan.lake.schema import hold_factors
from ditan.lake.storing import Folder, Partition

if TYPE_CHECKING:
    import pandas as pd

REGIONS = [f"5001{number:02}" for number in range(40)]
CATEGORIES = [f"1.A.{number}" for number in range(200)]
FUELS = [f"fuel_{number}" for number in range(30)]
CHOSEN = GASES[:12]
YEAR, PAIRS = 2024, 3
ASKED = {"pandas": 4.0, "xarray": 3.0, "memory": 2.0, "growth": 12.0, "monte carlo": 5.0, "approaches": 1.0}

missed: list[str] = []


def main(words: list[str]) -> int:
    """Make the tables, measure, print."""
    if "--child" in words:
        return child(Path(words[-1]))
    size = 10**6 if "--small" in words else 10**7
    with tempfile.TemporaryDirectory(prefix="ditan-inventory-") as name:
        folder, tenth, cells = (Folder(Path(name) / each) for each in ("whole", "tenth", "cells"))
        for at, rows in ((folder, size), (tenth, size // 10)):
            fill(at, rows)
        fill(cells, 0)
        with connected("") as connection:
            against_pandas(connection, folder)
            against_xarray(connection, cells)
            growth(connection, tenth, folder)
        memory(folder)
        incremental(folder)
        if "--spark" in words:
            same_on_a_cluster(tenth, Path(name))
        if "--cluster" in words:
            slopes(tenth, folder, Path(name))
    monte_carlo()
    approaches()
    return 1 if missed else 0


def fill(folder: Folder, rows: int) -> None:
    """Rows drawn at random; for 0, one row for each cell."""
    draw = np.random.default_rng(11)
    folder.put_factors(_factors(draw))
    for region in REGIONS:
        grid = np.arange(12 * len(CATEGORIES) * len(FUELS))
        cell = draw.integers(0, len(grid), rows // len(REGIONS)) if rows else grid
        month, of = np.divmod(cell, len(CATEGORIES) * len(FUELS))
        category, fuel = np.divmod(of, len(FUELS))
        constant = {"region": region, "year": YEAR, "kind": "stationary_fuel", "technology": ""}
        table = pa.table(
            {
                **{
                    key: pa.array([value]).take(pa.array(np.zeros(len(cell), np.int32)))
                    for key, value in constant.items()
                },
                "month": month + 1,
                "category": pa.array(CATEGORIES).take(pa.array(category)),
                "fuel": pa.array(FUELS).take(pa.array(fuel)),
                "amount_milli": draw.integers(0, 10_000_000, len(cell)),
            }
        )
        folder.put_activity(table)
        plain = folder.path / "plain" / f"{region}.parquet"
        plain.parent.mkdir(exist_ok=True)
        pq.write_table(table.select(["region", "month", "category", "fuel", "amount_milli"]), plain)


def _factors(draw: np.random.Generator) -> pa.Table:
    rows = [
        {"year": YEAR, "category": category, "kind": "stationary_fuel", "fuel": fuel, "gas": gas, "value": value}
        for category in CATEGORIES
        for fuel in FUELS
        for gas, value in zip(CHOSEN, draw.uniform(0.001, 0.004, len(CHOSEN)).round(7).tolist(), strict=True)
    ]
    table, findings = hold_factors(rows)
    if findings:
        raise ValueError(findings[0].message)
    return table


def by_lake(connection: Connection, folder: Folder) -> Emissions:
    """The product's own way, from files to rows in order, with all that it looks at on the way."""
    partitions = folder.partitions()
    words = pa.concat_tables([folder.read_items(each) for each in partitions])
    items = words.group_by(words.column_names).aggregate([])
    paths = [folder.activity(each) for each in partitions]
    return emissions(
        connection,
        connection.read(paths),
        items,
        [(each.region, each.year) for each in partitions],
        folder.read_factors(),
        rows=sum(pq.read_metadata(path).num_rows for path in paths),
        sound=True,
    )


def by_pandas_from_plain(folder: Folder) -> pd.DataFrame:
    """Well-written pandas on the table as people have it: words as categories, add up first, then one wide join."""
    files = sorted((folder.path / "plain").glob("*.parquet"))
    words = ["region", "category", "fuel"]
    table = pa.concat_tables([pq.read_table(each, read_dictionary=words, partitioning=None) for each in files])
    activity = table.unify_dictionaries().to_pandas()
    keys = ["region", "month", "category", "fuel"]
    summed = activity.groupby(keys, observed=True, sort=False)["amount_milli"].sum().reset_index()
    factors = folder.read_factors().select(["category", "fuel", "gas", "factor_scaled"]).to_pandas()
    wide = factors.pivot(index=["category", "fuel"], columns="gas", values="factor_scaled").reset_index()
    wide = wide.astype({name: summed[name].dtype for name in ("category", "fuel")})
    return _multiplied(summed.merge(wide, on=["category", "fuel"], how="inner"))


def by_pandas(folder: Folder) -> pd.DataFrame:
    """The same on our own files, with their item numbers."""
    partitions = folder.partitions()
    columns = ["region", "month", "item", "amount_milli"]
    files = [folder.activity(each) for each in partitions]
    parts = [pq.read_table(each, columns=columns, partitioning=None) for each in files]
    table = pa.concat_tables(parts)
    table = table.set_column(0, "region", table["region"].dictionary_encode())
    activity = table.to_pandas()
    summed = (
        activity.groupby(["region", "month", "item"], observed=True, sort=False)["amount_milli"].sum().reset_index()
    )
    factors = folder.read_factors().select(["item", "category", "gas", "factor_scaled"]).to_pandas()
    factors["category"] = factors["category"].astype("category")
    wide = factors.pivot(index=["item", "category"], columns="gas", values="factor_scaled").reset_index()
    return _multiplied(summed.merge(wide, on="item", how="inner"))


def _multiplied(joined: pd.DataFrame) -> pd.DataFrame:
    gases = sorted(CHOSEN)
    joined[gases] = joined[gases].mul(joined["amount_milli"], axis=0)
    grouped = joined.groupby(["region", "month", "category"], observed=True, sort=False)[gases].sum().reset_index()
    long = grouped.melt(id_vars=["region", "month", "category"], var_name="gas", value_name="amount_scaled")
    return long.astype({"region": "str", "category": "str"}).sort_values(
        ["region", "month", "category", "gas"], ignore_index=True
    )


def by_xarray(folder: Folder) -> pd.DataFrame:
    """One row a cell → a cube → times the factors, added up over fuels as primap2 does → rows in order."""
    import pandas as pd
    import primap2  # noqa: F401  # gives xarray its accessor `pr`

    parts = []
    for each in folder.partitions():
        table = pq.read_table(
            folder.activity(each), columns=["region", "month", "item", "amount_milli"], partitioning=None
        )
        parts.append(table.to_pandas())
    words = folder.read_items(folder.partitions()[0]).to_pandas()[["item", "category", "fuel"]]
    activity = pd.concat(parts).merge(words, on="item").drop(columns="item")
    cube = activity.set_index(["region", "month", "category", "fuel"])["amount_milli"].to_xarray()
    factors = folder.read_factors().select(["category", "fuel", "gas", "factor_scaled"]).to_pandas()
    rates = factors.set_index(["category", "fuel", "gas"])["factor_scaled"].to_xarray()
    made = (cube * rates).pr.sum("fuel")
    order = ["region", "month", "category", "gas"]
    return made.transpose(*order).sortby(order).to_dataframe("amount_scaled").reset_index()


def against_pandas(connection: Connection, folder: Folder) -> None:
    """The same amounts, and how many times as fast."""
    for label, theirs in (("from the plain table", by_pandas_from_plain), ("from our files", by_pandas)):
        ours, made, ratios = paired(lambda: by_lake(connection, folder), lambda: theirs(folder))  # noqa: B023
        amounts, order = np.asarray(ours.results["amount_scaled"]), np.asarray(made["amount_scaled"])
        same = len(amounts) == len(order) and bool((amounts == order).all())
        print(f"  {len(amounts)} rows out, the same amounts: {same}", flush=True)
        held(f"against pandas, {label}", ratios, ASKED["pandas"] if same else float("inf"))


def against_xarray(connection: Connection, folder: Folder) -> None:
    """On one row a cell, which is where a cube begins."""
    ours, theirs, ratios = paired(lambda: by_lake(connection, folder), lambda: by_xarray(folder))
    same = bool((np.asarray(ours.results["amount_scaled"]) == np.asarray(theirs["amount_scaled"])).all())
    print(f"  {len(theirs)} rows out, the same amounts: {same}", flush=True)
    held("against primap2/xarray", ratios, ASKED["xarray"] if same else float("inf"))


def paired(one: Callable[[], Any], other: Callable[[], Any]) -> tuple[Any, Any, list[float]]:
    """Both in turn; the results of the last and the ratios of each pair, in wall time."""
    ratios, first, second = [], None, None
    for _ in range(PAIRS):
        working = [time.process_time()]
        first, quick = timed(one)
        working.append(time.process_time())
        second, slow = timed(other)
        working.append(time.process_time())
        spent = ", ".join(f"{end - begin:.2f} s" for begin, end in pairwise(working))
        print(f"  {quick:.2f} s, {slow:.2f} s; processor {spent}", flush=True)
        ratios.append(slow / quick)
    return first, second, ratios


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    """What it gives and its wall time."""
    started = time.perf_counter()
    given = act()
    return given, time.perf_counter() - started


def held(label: str, ratios: Sequence[float], asked: float) -> None:
    """Print a ratio beside what is asked."""
    found = statistics.median(ratios)
    print(
        f"{label}: {found:.1f} × (of {len(ratios)} pairs {min(ratios):.1f}–{max(ratios):.1f}), asked ≥ {asked:g}",
        flush=True,
    )
    if found < asked:
        missed.append(label)


def limited(label: str, found: float, asked: float, unit: str) -> None:
    """Print a figure beside its limit."""
    print(f"{label}: {found:.2f} {unit}, asked ≤ {asked:g}", flush=True)
    if found > asked:
        missed.append(label)


def growth(connection: Connection, tenth: Folder, whole: Folder) -> None:
    """Ten times the rows."""
    *_, ratios = paired(lambda: by_lake(connection, tenth), lambda: by_lake(connection, whole))
    limited("10 × the rows take", statistics.median(ratios), ASKED["growth"], "× the time")


def memory(folder: Folder) -> None:
    """The most that a process of its own holds."""
    command = [sys.executable, "-m", "benchmarks.inventory", "--child", str(folder.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    limited("peak memory", float(done.stdout.split()[-1]), ASKED["memory"], "GB")


def child(path: Path) -> int:
    """Compute once and say how much memory it took."""
    with connected("") as connection:
        by_lake(connection, Folder(path))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
    return 0


def incremental(folder: Folder) -> None:
    """A first run with everything published, one with nothing changed, one with one partition changed."""
    with connected("") as connection:
        _, first = timed(lambda: run(folder, connection))
        _, nothing = timed(lambda: run(folder, connection))
        place = Partition(REGIONS[7], YEAR)
        table = pq.read_table(folder.activity(place), partitioning=None)
        pq.write_table(table.slice(1), folder.activity(place))
        again, one = timed(lambda: run(folder, connection))
    print(f"published: all 40 partitions {first:.1f} s, none {nothing:.1f} s, {len(again.computed)} of 40 {one:.1f} s")


def same_on_a_cluster(folder: Folder, work: Path) -> None:
    """Hash over all groups: DuckDB and Spark."""
    with connected("") as connection:
        here, quick = timed(lambda: by_lake(connection, folder))
    for connection, workers in clusters(work, (2,)):
        there, slow = timed(lambda: by_lake(connection, folder))  # noqa: B023  # called at once
        same = digest(there.results) == digest(here.results)
        print(
            f"DuckDB {quick:.1f} s, Spark with {workers} workers {slow:.1f} s, {here.results.num_rows} rows, same hash: {same}"
        )
        if not same:
            missed.append("hash")


def slopes(tenth: Folder, whole: Folder, work: Path) -> None:
    """Spark at two sizes, with one worker and with two; the second of two runs, so that Java is warm."""
    for connection, workers in clusters(work, (1, 2)):
        for folder in (tenth, whole):
            for _ in range(2):
                made, taken = timed(lambda: by_lake(connection, folder))  # noqa: B023  # called at once
            rows = sum(pq.read_metadata(folder.activity(each)).num_rows for each in folder.partitions())
            print(f"Spark, {workers} workers, {rows} rows: {taken:.1f} s, {digest(made.results)[:12]}", flush=True)


def clusters(work: Path, sizes: Sequence[int]) -> Iterator[tuple[Connection, int]]:
    """An open session on a cluster of each size."""
    from ditan.lake.connection import Spark
    from tests.lake.cluster import OPTIONS, cluster

    for workers in sizes:
        place = work / f"cluster-{workers}"
        place.mkdir()
        with cluster(place, workers) as url:
            connection = Spark(url, **OPTIONS | {"spark.cores.max": str(workers), "spark.driver.memory": "1g"})
            try:
                yield connection, workers
            finally:
                connection.close()


def monte_carlo() -> None:
    """300 categories, each activity × factor, 10^5 draws."""
    from ditan.core.uncertainty.approach2 import Term, simulate
    from ditan.core.uncertainty.sampling import Sampler
    from ditan.core.uncertainty.spread import of_percent

    spreads = {f"{kind}{at}": of_percent(100.0 + at, 5.0) for at in range(300) for kind in ("activity", "factor")}

    def term(at: int) -> Term:
        return Term(
            f"t{at}",
            (f"g{at % 5}",),
            (100.0 + at) ** 2,
            lambda sampler: sampler.draw(f"activity{at}") * sampler.draw(f"factor{at}"),
        )

    _, taken = timed(lambda: simulate([term(at) for at in range(300)], Sampler(spreads, 10**5, 7)))
    limited("Monte Carlo, 10^5 draws of 300 categories", taken, ASKED["monte carlo"], "s")


def approaches() -> None:
    """A sum of normal amounts: the band of approach 1 against that of 10^5 draws."""
    from ditan.core.uncertainty.approach1 import of_sum
    from ditan.core.uncertainty.approach2 import Term, simulate
    from ditan.core.uncertainty.sampling import Sampler
    from ditan.core.uncertainty.spread import of_percent

    amounts = [100.0 * (1 + at % 7) for at in range(20)]
    percents = [2.0 + at % 5 for at in range(20)]
    spreads = {f"x{at}": of_percent(*each) for at, each in enumerate(zip(amounts, percents, strict=True))}
    terms = [Term(name, (), spreads[name].value, methodcaller("draw", name)) for name in spreads]
    drawn = simulate(terms, Sampler(spreads, 10**5, 7)).total.percent
    propagated = of_sum(amounts, percents)
    limited("approach 2 from approach 1", abs((drawn or 0) / propagated - 1) * 100, ASKED["approaches"], "%")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
