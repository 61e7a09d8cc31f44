"""The folder of a lake: activity by region and year as Parquet, factors, and where results stand.

```
activity/<region>/<year>.parquet          rows
activity/<region>/<year>.items.parquet    what their item numbers mean
factors.parquet
runs/<run>/<region>/<year>.parquet        results, never changed once published
manifest.json                             which run's file stands for each partition; replaced in one step
```
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ditan.lake.finding import Finding
from ditan.lake.schema import ACTIVITY, FACTORS, ITEMS, encode

ROW_GROUP = 1_000_000
NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, order=True)
class Partition:
    """The activity of one region and year."""

    region: str
    year: int

    def __str__(self) -> str:
        return f"{self.region}/{self.year}"

    @classmethod
    def named(cls, text: str) -> Partition:
        """`500112/2023`."""
        region, year = text.rsplit("/", 1)
        return cls(region, int(year))


class Folder:
    """Where the tables of a lake lie."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def factors(self) -> Path:
        return self.path / "factors.parquet"

    @property
    def runs(self) -> Path:
        return self.path / "runs"

    @property
    def manifest(self) -> Path:
        return self.path / "manifest.json"

    def activity(self, partition: Partition) -> Path:
        return self.path / "activity" / f"{partition}.parquet"

    def items(self, partition: Partition) -> Path:
        return self.path / "activity" / f"{partition}.items.parquet"

    def partitions(self) -> list[Partition]:
        """Every partition that has activity, in order."""
        found = (self.path / "activity").glob("*/*.parquet")
        return sorted(Partition(each.parent.name, int(each.stem)) for each in found if each.stem.isdigit())

    def put_activity(
        self, rows: pa.Table, *, known: Mapping[str, Collection[str]] | None = None
    ) -> tuple[list[Partition], tuple[Finding, ...]]:
        """Write rows (see `schema.encode`), each partition that they name anew; what was wrong with single rows is returned."""
        encoded = encode(rows, known=known)
        keys = encoded.activity.select(["region", "year"]).group_by(["region", "year"]).aggregate([])
        partitions = sorted(Partition(row["region"], row["year"]) for row in keys.to_pylist())
        for partition in partitions:
            if not NAME.fullmatch(partition.region) or partition.region.startswith("."):
                raise ValueError(f"地区代码“{partition.region}”不能用作文件夹名称；应为行政区划代码，如 500112。")
        for partition in partitions:
            at = (pc.field("region") == partition.region) & (pc.field("year") == partition.year)
            of = encoded.activity.filter(at)
            words = encoded.items.filter(pc.is_in(encoded.items["item"], value_set=of["item"].combine_chunks()))
            write(self.items(partition), words)
            write(self.activity(partition), of)
        return partitions, encoded.findings

    def put_factors(self, factors: pa.Table) -> None:
        """Replace the factors (`schema.hold_factors`)."""
        write(self.factors, factors)

    def read_items(self, partition: Partition) -> pa.Table:
        """What the item numbers of a partition mean."""
        return pq.read_table(self.items(partition), schema=ITEMS, partitioning=None)

    def read_factors(self) -> pa.Table:
        """All factors; none where none were put yet."""
        if not self.factors.exists():
            return FACTORS.empty_table()
        return pq.read_table(self.factors, schema=FACTORS, partitioning=None)


def write(path: Path, table: pa.Table) -> None:
    """A Parquet file that nobody ever finds half written."""
    with replacing(path) as beside:
        pq.write_table(table, beside, row_group_size=ROW_GROUP, compression="zstd", compression_level=1)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside, which takes the place of the first when it is whole and on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".half", dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def hash_of(*paths: Path) -> str:
    """A hash over the content of files."""
    summed = hashlib.sha256()
    for path in paths:
        with path.open("rb") as content:
            summed.update(hashlib.file_digest(content, "sha256").digest())
    return summed.hexdigest()


@dataclass(frozen=True)
class Inspected:
    """What the footers of a partition's file say, without a row being read."""

    rows: int
    sound: bool
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether it can be computed: single unknown amounts leave it usable."""
        return not any(each.code in UNUSABLE for each in self.findings)


UNUSABLE = ("columns", "partition", "month", "large")


def inspect(folder: Folder, partition: Partition) -> Inspected:
    """Look whether a file, whoever wrote it, holds what it should; rows are read only where its statistics show a fault."""
    file = pq.ParquetFile(folder.activity(partition))
    wrong = [
        f"{field.name} 应为 {field.type}"
        for field in ACTIVITY
        if field.name not in file.schema_arrow.names or file.schema_arrow.field(field.name).type != field.type
    ]
    if wrong:
        message = f"{partition} 的活动数据列不符：{'，'.join(wrong)}；请用 put_activity 重新写入。"
        return Inspected(file.metadata.num_rows, False, (Finding("columns", str(partition), None, wrong[0], message),))
    ranges = {field.name: _range(file.metadata, at, field.name) for at, field in enumerate(file.schema_arrow)}
    rows = file.metadata.num_rows
    findings: list[Finding] = []
    for name, value in (("region", partition.region), ("year", partition.year)):
        if rows and ranges[name] != (value, value, 0):
            message = f"{partition} 的文件中有其他“{name}”（{ranges[name][0]}—{ranges[name][1]}）；应只有 {value}，请重新写入。"
            findings.append(Finding("partition", str(partition), None, name, message))
    low, high, absent = ranges["month"]
    if rows and (absent or low < 0 or high > 12):
        findings += _rows_of(file, partition, "month", "month", "月份应为 1—12，全年为 0")
    low, high, absent = ranges["amount_milli"]
    if rows and high is not None and high * rows > 2**63 - 1:
        message = f"{partition} 有 {rows} 行，最大值 {high} 千分之一单位，合计可能超出 64 位整数；请检查单位。"
        findings.append(Finding("large", str(partition), None, "amount_milli", message))
    sound = not absent and (low is None or low >= 0)
    if not sound:
        findings += _rows_of(file, partition, "amount_milli", "number", "活动数据应为不小于 0 的数；该行按未知处理")
    return Inspected(rows, sound, tuple(findings))


def _range(metadata: pq.FileMetaData, at: int, name: str) -> tuple[Any, Any, int]:
    """Smallest, largest and number of nulls of a column, from the footers; nulls unknown count as there."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    found = [each.column(at).statistics for each in groups if each.num_rows]
    if any(each is None or not (each.has_min_max or each.null_count == each.num_values) for each in found):
        return (None, None, 1) if name == "amount_milli" else (None, None, 0)
    low = [each.min for each in found if each.has_min_max]
    high = [each.max for each in found if each.has_min_max]
    return (min(low, default=None), max(high, default=None), sum(each.null_count or 0 for each in found))


SHOWN = 100


def _rows_of(file: pq.ParquetFile, partition: Partition, column: str, code: str, rule: str) -> list[Finding]:
    table = file.read(columns=[column, "row"])
    values = table[column]
    highest = 12 if column == "month" else 2**63 - 1
    wrong = pc.fill_null(pc.or_(pc.less(values, 0), pc.greater(values, highest)), True)
    bad = table.filter(wrong)
    findings = [
        Finding(
            code,
            str(partition),
            row["row"],
            column,
            f"{partition} 第 {row['row']} 行“{column}”为 {'空' if row[column] is None else row[column]}，{rule}。",
        )
        for row in bad.slice(0, SHOWN).to_pylist()
    ]
    if bad.num_rows > SHOWN:
        message = f"{partition} 另有 {bad.num_rows - SHOWN} 行“{column}”有同样的问题。"
        findings.append(Finding(code, str(partition), None, column, message))
    return findings
