"""The same expression on a cluster of two workers: the same amounts to the last digit, the same findings, the same files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pyarrow as pa
import pytest

from ditan.lake.connection import Connection, Spark
from ditan.lake.emissions import digest
from ditan.lake.publishing import read, read_missing, run
from ditan.lake.storing import Folder
from tests.lake.cluster import OPTIONS, cluster
from tests.lake.tables import activity, factors

pytestmark = [pytest.mark.slow, pytest.mark.anywhere]

REGIONS, CATEGORIES, FUELS = (
    ("500112", "500113", "500114"),
    ("1.A.1.a", "1.A.2.f", "2.A.1"),
    ("coal", "diesel", "gas", "mud"),
)


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with cluster(tmp_path_factory.mktemp("cluster")) as url:
        connection = Spark(url, **OPTIONS)
        yield connection
        connection.close()


def many(rows: int) -> pa.Table:
    """Activity with gaps: an unknown amount, a fuel without factors, amounts of all sizes."""
    draw = np.random.default_rng(6)
    amounts = np.round(np.exp(draw.normal(3, 3, rows)), 3)
    amounts[7] = np.nan
    return pa.table(
        {
            "region": draw.choice(REGIONS, rows),
            "year": draw.choice([2022, 2023], rows),
            "month": draw.integers(1, 13, rows),
            "category": draw.choice(CATEGORIES, rows),
            "kind": pa.array(["stationary_fuel"] * rows),
            "fuel": draw.choice(FUELS, rows),
            "technology": pa.array([""] * rows),
            "amount": amounts,
        }
    )


def rates() -> pa.Table:
    """Factors of three fuels in two years, one of them of a region's own."""
    values: dict[tuple[str, str], float] = {}
    for at, fuel in enumerate(FUELS[:3]):
        values |= {
            (fuel, "CO2"): 1.2345678 + at,
            (fuel, "CH4"): 0.00031 + at / 1e4,
            (fuel, "N2O"): 0.0000231 + at / 1e6,
        }
    rows: list[dict[str, Any]] = [
        {"year": year, "category": category, "fuel": fuel, "gas": gas, "value": value * (year - 2000)}
        for year in (2022, 2023)
        for category in CATEGORIES
        for (fuel, gas), value in values.items()
    ]
    peat = [{"fuel": "peat", "gas": gas, "value": 1000.0} for gas in ("CO2", "CH4", "N2O")]
    return factors(*rows, *peat, {"region": "500113", "fuel": "coal", "value": 9.87654})


def test_cluster_and_single_machine_publish_the_same_to_the_last_digit(
    engine: Connection, spark: Connection, tmp_path: Path
) -> None:
    """With an unknown amount, a fuel without factors, a factor of a region's own, and a sum that is refused."""
    large = [{"region": "500115", "fuel": "peat", "amount": 6e8, "month": month} for month in (1, 1, 2)]
    ran, published, gaps = {}, {}, {}
    for connection in (engine, spark):
        folder = Folder(tmp_path / connection.name)
        folder.put_factors(rates())
        folder.put_activity(many(20_000))
        folder.put_activity(activity(*large))
        ran[connection.name] = run(folder, connection)
        published[connection.name] = read(folder).drop_columns(["run_id"])
        gaps[connection.name] = read_missing(folder)
    assert published["duckdb"].num_rows > 500
    assert published["spark"].to_pylist() == published["duckdb"].to_pylist()
    assert digest(published["spark"]) == digest(published["duckdb"])
    assert gaps["spark"].to_pylist() == gaps["duckdb"].to_pylist() != []
    assert ran["spark"].findings == ran["duckdb"].findings
    assert {each.code for each in ran["spark"].findings} == {"number", "missing", "overflow"}


def test_both_workers_serve(spark: Connection) -> None:
    java = [each for each in psutil.Process().children(recursive=True) if "java" in each.name()]
    serving = [each for each in java if "CoarseGrainedExecutorBackend" in " ".join(each.cmdline())]
    assert len(serving) == 2
