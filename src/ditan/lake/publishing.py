"""Runs: what changed is computed into a folder of its own, and one replaced file makes all of it visible at once.

A reader sees the results of the manifest that it opened, whole; a run that is killed leaves the old manifest standing, and the
next run sweeps what it left. One run at a time: the lock is the operating system's and goes with the process that held it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ditan.core.inventory import booking
from ditan.lake import emissions as computing
from ditan.lake import rates as joining
from ditan.lake import schema
from ditan.lake.connection import Connection
from ditan.lake.finding import Finding
from ditan.lake.schema import FACTORS, MISSING, RESULTS
from ditan.lake.storing import Folder, Inspected, Partition, hash_of, inspect, replacing, write

BATCH_ROWS = 20_000_000
"""So many rows are computed in one go: one partition at least."""
PUBLISHED = pa.schema([*RESULTS, pa.field("factor_version", pa.string()), pa.field("run_id", pa.string())])


class LakeBusy(RuntimeError):
    """Another run is under way."""


@dataclass(frozen=True)
class Ran:
    """What a run did."""

    run_id: str
    computed: tuple[Partition, ...]
    kept: tuple[Partition, ...]
    refused: tuple[Partition, ...]
    removed: tuple[Partition, ...]
    findings: tuple[Finding, ...]


@dataclass
class Manifest:
    """Which file stands for each partition, and what it was made of."""

    run_id: str = ""
    partitions: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Folder) -> Manifest:
        """The published one; empty where nothing was published yet."""
        try:
            return cls(**json.loads(folder.manifest.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return cls()

    def publish(self, folder: Folder) -> None:
        """Make it the one that readers find, in one step."""
        with replacing(folder.manifest) as beside:
            text = json.dumps({"run_id": self.run_id, "partitions": self.partitions}, ensure_ascii=False, indent=1)
            beside.write_text(text, encoding="utf-8")


def run(
    folder: Folder,
    connection: Connection,
    *,
    batch_rows: int = BATCH_ROWS,
    report: Callable[[float, str], None] = lambda share, stage: None,
) -> Ran:
    """Compute every partition whose activity, factors or arithmetic changed, then publish all of it at once.

    A partition that cannot be computed keeps its old result, marked `stale` in the manifest with the reason.

    Raises
    ------
    LakeBusy
        Where another run is under way.
    """
    with _alone(folder):
        old = Manifest.read(folder)
        sweep(folder, old)
        factors, code = folder.read_factors(), code_version()
        new = Manifest(secrets.token_hex(8))
        due, refused, findings = _due(folder, factors, code, old, new)
        kept = tuple(Partition.named(name) for name in new.partitions if Partition.named(name) not in refused)
        done = 0
        for batch in _batches(due, batch_rows):
            report(done / len(due), f"计算 {batch[0].partition} 等 {len(batch)} 个分区")
            findings += _compute(folder, connection, batch, factors, new)
            done += len(batch)
        removed = tuple(Partition.named(name) for name in old.partitions if name not in new.partitions)
        if due or refused or removed:
            new.publish(folder)
            sweep(folder, new, old)
        report(1.0, "已发布")
        return Ran(
            new.run_id if due else old.run_id,
            tuple(each.partition for each in due),
            kept,
            refused,
            removed,
            tuple(findings),
        )


@dataclass(frozen=True)
class _Due:
    """A partition that is to be computed."""

    partition: Partition
    inspected: Inspected
    made_of: dict[str, str]


def _due(
    folder: Folder, factors: pa.Table, code: str, old: Manifest, new: Manifest
) -> tuple[list[_Due], tuple[Partition, ...], list[Finding]]:
    """Sort partitions into those to compute, those that stay (entered in `new`), and those that cannot be computed."""
    due: list[_Due] = []
    refused: list[Partition] = []
    findings: list[Finding] = []
    versions = FactorVersions(factors)
    for partition in folder.partitions():
        made_of = {
            "input": hash_of(folder.activity(partition), folder.items(partition)),
            "factor_version": versions.of(partition),
            "code": code,
        }
        before = old.partitions.get(str(partition))
        if before and all(before[name] == value for name, value in made_of.items()):
            new.partitions[str(partition)] = before
            continue
        found = inspect(folder, partition)
        findings += found.findings
        if found.usable:
            due.append(_Due(partition, found, made_of))
            continue
        refused.append(partition)
        if before:
            new.partitions[str(partition)] = {**before, "stale": [each.as_json() for each in found.findings]}
    return due, tuple(refused), findings


def _batches(due: list[_Due], rows: int) -> Iterator[list[_Due]]:
    batch: list[_Due] = []
    for each in due:
        if batch and sum(one.inspected.rows for one in batch) + each.inspected.rows > rows:
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch


def _compute(
    folder: Folder, connection: Connection, batch: list[_Due], factors: pa.Table, new: Manifest
) -> tuple[Finding, ...]:
    words = pa.concat_tables([folder.read_items(each.partition) for each in batch])
    items = words.group_by(words.column_names).aggregate([])
    made = computing.emissions(
        connection,
        connection.read([folder.activity(each.partition) for each in batch]),
        items,
        [(each.partition.region, each.partition.year) for each in batch],
        factors,
        rows=sum(each.inspected.rows for each in batch),
        sound=all(each.inspected.sound for each in batch),
    )
    for each in batch:
        results, missing = _of(made.results, each.partition), _of(made.missing, each.partition)
        path = folder.runs / new.run_id / f"{each.partition}.parquet"
        version = each.made_of["factor_version"]
        constant = [pa.array([value] * results.num_rows, pa.string()) for value in (version, new.run_id)]
        write(path, pa.table([*results.columns, *constant], schema=PUBLISHED))
        write(path.with_suffix(".missing.parquet"), missing)
        named = [found.as_json() for found in made.findings if found.partition == str(each.partition)]
        new.partitions[str(each.partition)] = {
            **each.made_of,
            "file": str(path.relative_to(folder.path)),
            "run_id": new.run_id,
            "rows": each.inspected.rows,
            "results": computing.digest(results),
            "complete": bool(pc.all(results["complete"], min_count=0).as_py()) and not named,
            "findings": [*(found.as_json() for found in each.inspected.findings), *named],
        }
    return made.findings


def _of(table: pa.Table, partition: Partition) -> pa.Table:
    return table.filter((pc.field("region") == partition.region) & (pc.field("year") == partition.year))


class FactorVersions:
    """A hash over the factors that a partition may use: those of other years and regions may change without it."""

    def __init__(self, factors: pa.Table) -> None:
        self._factors = factors.select(FACTORS.names)
        self._known: dict[tuple[str, int], str] = {}

    def of(self, partition: Partition) -> str:
        """Sixteen hexadecimal digits."""
        both = self._hash("", partition.year) + self._hash(partition.region, partition.year)
        return hashlib.sha256(both.encode()).hexdigest()[:16]

    def _hash(self, region: str, year: int) -> str:
        if (region, year) not in self._known:
            used = self._factors.filter((pc.field("region") == region) & (pc.field("year") == year))
            used = used.sort_by([(name, "ascending") for name in ("item", "gas")])
            self._known[region, year] = hashlib.sha256(json.dumps(used.to_pydict()).encode()).hexdigest()
        return self._known[region, year]


def code_version() -> str:
    """A hash over the modules that the results depend on."""
    return hash_of(*(Path(str(each.__file__)) for each in (computing, joining, schema, booking)))[:16]


def read(folder: Folder) -> pa.Table:
    """All published results, of one manifest: never some of one run and some of the next."""
    return _read(folder, "", PUBLISHED)


def read_missing(folder: Folder) -> pa.Table:
    """Activity without a factor, of the published results."""
    return _read(folder, ".missing", MISSING)


def _read(folder: Folder, kind: str, columns: pa.Schema) -> pa.Table:
    while True:
        manifest = Manifest.read(folder)
        paths = [(folder.path / each["file"]).with_suffix(f"{kind}.parquet") for each in manifest.partitions.values()]
        try:
            parts = [pq.read_table(path, schema=columns, partitioning=None) for path in paths]
        except FileNotFoundError:
            # Two runs were published while we read, and the second swept what the first replaced: begin anew.
            if Manifest.read(folder).run_id == manifest.run_id:
                raise
            continue
        return pa.concat_tables(parts) if parts else columns.empty_table()


def sweep(folder: Folder, *manifests: Manifest) -> list[Path]:
    """Remove folders of runs to which none of these manifests points. Only while no other run is under way."""
    pointed = {each["run_id"] for manifest in manifests for each in manifest.partitions.values()}
    stale = [each for each in folder.runs.glob("*") if each.name not in pointed]
    for each in stale:
        shutil.rmtree(each)
    for half in folder.path.glob("**/.*.half"):
        half.unlink(missing_ok=True)
    return stale


@contextmanager
def _alone(folder: Folder) -> Iterator[None]:
    folder.path.mkdir(parents=True, exist_ok=True)
    with (folder.path / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LakeBusy(f"{folder.path} 正在被另一次运行计算；请等它结束后再运行。") from None
        yield
