"""Runs: only what changed is computed, a reader never sees half, a killed run leaves the old result."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ditan.lake.connection import Connection
from ditan.lake.publishing import LakeBusy, Manifest, Ran, read, read_missing, run
from ditan.lake.schema import PER_UNIT
from ditan.lake.storing import Folder, Partition
from tests.lake.tables import activity, factors

CO2 = 10**7 * PER_UNIT
HERE, THERE = Partition("500112", 2023), Partition("500113", 2023)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "lake")
    made.put_factors(factors({"value": 3.0}, {"year": 2022, "value": 4.0}))
    made.put_activity(activity({"amount": 2.0}, {"region": "500113", "amount": 5.0}))
    return made


def total(folder: Folder) -> int:
    return sum(read(folder)["amount_scaled"].to_pylist()) // CO2


def test_a_run_computes_and_publishes_rows_with_factor_version_and_run(folder: Folder, engine: Connection) -> None:
    assert read(folder).num_rows == 0
    ran = run(folder, engine)
    assert (ran.computed, ran.kept, ran.refused, ran.findings) == ((HERE, THERE), (), (), ())
    rows = read(folder).to_pylist()
    assert [(row["region"], row["amount_scaled"] // CO2, row["run_id"]) for row in rows] == [
        ("500112", 6, ran.run_id),
        ("500113", 15, ran.run_id),
    ]
    assert {len(row["factor_version"]) for row in rows} == {16}


def test_nothing_changed_is_nothing_computed(folder: Folder, engine: Connection) -> None:
    first = run(folder, engine)
    before = folder.manifest.read_bytes()
    again = run(folder, engine)
    assert (again.computed, again.kept, again.run_id) == ((), (HERE, THERE), first.run_id)
    assert folder.manifest.read_bytes() == before


def test_only_the_partition_that_changed_is_computed_and_the_others_keep_their_run(
    folder: Folder, engine: Connection
) -> None:
    first = run(folder, engine)
    folder.put_activity(activity({"region": "500113", "amount": 1.0}))
    second = run(folder, engine)
    assert (second.computed, second.kept) == ((THERE,), (HERE,))
    assert read(folder)["run_id"].to_pylist() == [first.run_id, second.run_id]
    assert total(folder) == 9


def test_a_factor_of_another_year_or_region_leaves_a_partition_alone(folder: Folder, engine: Connection) -> None:
    run(folder, engine)
    folder.put_factors(factors({"value": 3.0}, {"year": 2022, "value": 9.0}, {"region": "500113", "value": 2.0}))
    assert run(folder, engine).computed == (THERE,)
    assert total(folder) == 16


def test_a_change_of_the_arithmetic_computes_everything_anew(
    folder: Folder, engine: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder, engine)
    monkeypatch.setattr("ditan.lake.publishing.code_version", lambda: "another")
    assert run(folder, engine).computed == (HERE, THERE)


def test_partitions_computed_one_by_one_or_together_are_the_same(
    folder: Folder, engine: Connection, tmp_path: Path
) -> None:
    folder.put_activity(activity({"year": 2022, "fuel": "coal"}, {"year": 2022, "amount": float("nan")}))
    run(folder, engine)
    together = {name: each["results"] for name, each in Manifest.read(folder).partitions.items()}
    folder.manifest.unlink()
    run(folder, engine, batch_rows=1)
    assert {name: each["results"] for name, each in Manifest.read(folder).partitions.items()} == together


def test_activity_taken_away_takes_its_results_away(folder: Folder, engine: Connection) -> None:
    run(folder, engine)
    folder.activity(THERE).unlink()
    assert run(folder, engine).removed == (THERE,)
    assert read(folder)["region"].to_pylist() == ["500112"]


def test_what_is_incomplete_says_so_in_the_manifest_with_its_findings(folder: Folder, engine: Connection) -> None:
    folder.put_activity(activity({"fuel": "coal"}, {"amount": 1.0}))
    ran = run(folder, engine)
    kept = Manifest.read(folder).partitions
    assert (kept["500112/2023"]["complete"], kept["500113/2023"]["complete"]) == (False, True)
    assert (
        [each["code"] for each in kept["500112/2023"]["findings"]]
        == ["missing"]
        == [each.code for each in ran.findings]
    )
    assert read_missing(folder)["fuel"].to_pylist() == ["coal"]


def test_a_file_that_somebody_else_wrote_badly_keeps_the_old_result_and_says_why(
    folder: Folder, engine: Connection
) -> None:
    run(folder, engine)
    path = folder.activity(HERE)
    table = pq.read_table(path, partitioning=None)
    pq.write_table(table.set_column(2, "month", pa.array([13], pa.int8())), path)
    ran = run(folder, engine)
    assert (ran.computed, ran.kept, ran.refused) == ((), (THERE,), (HERE,))
    assert [(each.code, each.row, each.column) for each in ran.findings] == [("month", 1, "month")]
    assert "stale" in Manifest.read(folder).partitions["500112/2023"]
    assert total(folder) == 21


def test_two_runs_at_once_are_refused(folder: Folder, engine: Connection) -> None:
    def second(share: float, stage: str) -> None:
        with pytest.raises(LakeBusy, match="正在被另一次运行计算"):
            run(folder, engine)

    assert run(folder, engine, report=second).computed == (HERE, THERE)


def test_a_failure_in_the_middle_leaves_the_old_result(folder: Folder, engine: Connection) -> None:
    run(folder, engine)
    folder.put_activity(activity({"amount": 100.0}, {"region": "500113", "amount": 100.0}))

    def fail(share: float, stage: str) -> None:
        if share > 0:
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        run(folder, engine, batch_rows=1, report=fail)
    assert total(folder) == 21
    assert len(list(folder.runs.iterdir())) == 2
    run(folder, engine)
    assert total(folder) == 600


def test_runs_to_which_nothing_points_are_swept_and_the_last_but_one_stays_for_readers(
    folder: Folder, engine: Connection
) -> None:
    runs: list[Ran] = []
    for amount in (1.0, 2.0, 3.0):
        folder.put_activity(activity({"amount": amount}, {"region": "500113", "amount": amount}))
        runs.append(run(folder, engine))
    assert {each.name for each in folder.runs.iterdir()} == {runs[1].run_id, runs[2].run_id}


def test_a_killed_run_leaves_the_old_result_and_the_next_one_sweeps_it(folder: Folder, engine: Connection) -> None:
    first = run(folder, engine)
    regions = [f"5002{number:02}" for number in range(30)]
    folder.put_activity(activity(*({"region": region, "amount": 1.0} for region in regions)))
    folder.put_activity(activity({"amount": 100.0}))
    process = subprocess.Popen(
        [sys.executable, "-c", ONE_BY_ONE, str(folder.path)], env={**os.environ, "PYTHONPATH": "src"}
    )
    try:
        _wait(
            lambda: any(each.name != first.run_id and list(each.rglob("*.parquet")) for each in folder.runs.iterdir())
        )
    finally:
        process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert Manifest.read(folder).run_id == first.run_id
    assert total(folder) == 21
    left = {each.name for each in folder.runs.iterdir()} - {first.run_id}
    assert len(left) == 1
    second = run(folder, engine)
    assert len(second.computed) == 31
    assert not left & {each.name for each in folder.runs.iterdir()}
    assert total(folder) == 300 + 15 + 30 * 3


ONE_BY_ONE = """
import sys
from pathlib import Path
from ditan.lake.connection import connected
from ditan.lake.publishing import run
from ditan.lake.storing import Folder

with connected("") as connection:
    run(Folder(Path(sys.argv[1])), connection, batch_rows=1)
"""


def _wait(done: object) -> None:
    until = time.monotonic() + 60
    while not done():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.002)


def test_a_reader_beside_runs_finds_one_published_state_or_the_next_and_never_a_mixture(
    folder: Folder, engine: Connection
) -> None:
    regions = [f"5001{number:02}" for number in range(12, 16)]
    folder.put_activity(activity(*({"region": region, "amount": 1.0} for region in regions)))
    run(folder, engine)
    seen: list[tuple[int, ...]] = []
    ended = threading.Event()

    def watch() -> None:
        while not ended.is_set():
            seen.append(tuple(amount // CO2 for amount in read(folder)["amount_scaled"].to_pylist()))

    reader = threading.Thread(target=watch)
    reader.start()
    try:
        for value in range(4, 10):
            folder.put_factors(factors({"value": float(value)}))
            run(folder, engine, batch_rows=1)
    finally:
        ended.set()
        reader.join()
    assert {len(each) for each in seen} == {len(regions)}
    assert all(len(set(each)) == 1 for each in seen)
    assert [each[0] for each in seen] == sorted(each[0] for each in seen)
    assert len({each[0] for each in seen}) > 2
