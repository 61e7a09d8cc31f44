"""An engine to carry expressions out: DuckDB in this process, or the Spark cluster that `DITAN_LAKE_URL` names.

Both are loaded only when one is opened: the web process starts without them.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

MEMORY = "1GB"
"""What DuckDB may hold in memory; what goes beyond it is laid on disk. `DITAN_LAKE_MEMORY` sets another."""


class LakeUnavailable(RuntimeError):
    """No engine can be had; the message says what to do."""


class Connection(ABC):
    """An open engine. Tables are Ibis expressions; nothing is computed before `fetch` or `keep`."""

    name: str

    def __init__(self) -> None:
        self._numbers = count(1)

    def _next(self) -> str:
        return f"ditan_{next(self._numbers)}"

    @abstractmethod
    def read(self, paths: Sequence[Path]) -> ir.Table:
        """Parquet files of one schema as one table."""

    @abstractmethod
    def table(self, rows: pa.Table) -> ir.Table:
        """Rows at hand as a table."""

    @abstractmethod
    def view(self, expression: ir.Table) -> ir.Table:
        """Give an expression a name without computing it; its whole numbers have 64 bits for what is built on it."""

    @abstractmethod
    def keep(self, expression: ir.Table) -> ir.Table:
        """Compute once what is read several times."""

    @abstractmethod
    def fetch(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression."""

    @abstractmethod
    def overflows(self) -> tuple[type[Exception], ...]:
        """What is raised where a whole number leaves 64 bits."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the engine and of what was kept."""


class DuckDB(Connection):
    """The engine inside this process."""

    name = "duckdb"

    def __init__(self, *, memory: str, threads: int) -> None:
        super().__init__()
        import duckdb
        import ibis

        options: dict[str, str | bool] = {"memory_limit": memory, "threads": str(threads)}
        # Sums of whole numbers need no order of rows; without it a query holds less in memory.
        self._engine = duckdb.connect(config={**options, "preserve_insertion_order": False})
        self._ibis = ibis.duckdb.from_connection(self._engine)

    def read(self, paths: Sequence[Path]) -> ir.Table:
        return self._ibis.read_parquet([str(path) for path in paths], table_name=self._next())

    def table(self, rows: pa.Table) -> ir.Table:
        name = self._next()
        self._engine.register(name, rows)
        return self._ibis.table(name)

    def view(self, expression: ir.Table) -> ir.Table:
        name = self._next()
        self._engine.execute(f"CREATE TEMP VIEW {name} AS {self._sql(expression)}")
        return self._ibis.table(name)

    def keep(self, expression: ir.Table) -> ir.Table:
        name = self._next()
        self._engine.execute(f"CREATE TEMP TABLE {name} AS {self._sql(expression)}")
        return self._ibis.table(name)

    def fetch(self, expression: ir.Table) -> pa.Table:
        return self._engine.execute(self._sql(expression)).to_arrow_table()

    def _sql(self, expression: ir.Table) -> str:
        """DuckDB adds whole numbers up in 128 bits; they come back to 64, or the query fails."""
        columns = ", ".join(
            f'CAST("{name}" AS BIGINT) AS "{name}"' if kind.is_int64() else f'"{name}"'
            for name, kind in expression.schema().items()
        )
        return f"SELECT {columns} FROM ({self._ibis.compile(expression)})"  # noqa: S608  # names are our own

    def overflows(self) -> tuple[type[Exception], ...]:
        import duckdb

        return (duckdb.OutOfRangeException, duckdb.ConversionException)

    def close(self) -> None:
        self._ibis.disconnect()


class Spark(Connection):
    """A session on a cluster. Its workers must see the files under the same paths."""

    name = "spark"

    def __init__(self, url: str, **options: str) -> None:
        super().__init__()
        try:
            from pyspark.sql import SparkSession
        except ImportError as missing:
            raise LakeUnavailable(
                f"DITAN_LAKE_URL 指向 Spark（{url}），但未安装 pyspark；请安装 ditan[spark]，或取消该变量改用本机引擎。"
            ) from missing
        import ibis

        builder = SparkSession.builder.master(url).appName("ditan")
        chosen = {
            "spark.ui.enabled": "false",
            "spark.sql.session.timeZone": "UTC",
            **_options_of(os.environ),
            **options,
        }
        for key, value in chosen.items():
            builder = builder.config(key, value)
        self._session: Any = builder.getOrCreate()
        self._ibis = ibis.pyspark.connect(self._session)

    def read(self, paths: Sequence[Path]) -> ir.Table:
        return self._named(self._session.read.parquet(*(f"file://{path.resolve()}" for path in paths)))

    def table(self, rows: pa.Table) -> ir.Table:
        # Of a table with an empty chunk Spark takes what stands before it and says nothing: one chunk, then.
        whole = rows.combine_chunks()
        frame = self._session.createDataFrame(whole)
        if (taken := frame.count()) != rows.num_rows:
            raise LakeUnavailable(f"Spark 只接收了 {taken} 行，应为 {rows.num_rows} 行；结果不可用，请检查集群。")
        return self._named(frame)

    def view(self, expression: ir.Table) -> ir.Table:
        return self._named(self._session.sql(self._ibis.compile(expression)))

    def keep(self, expression: ir.Table) -> ir.Table:
        return self._named(self._session.sql(self._ibis.compile(expression)).cache())

    def fetch(self, expression: ir.Table) -> pa.Table:
        return self._session.sql(self._ibis.compile(expression)).toArrow()

    def overflows(self) -> tuple[type[Exception], ...]:
        from pyspark.errors import ArithmeticException

        return (ArithmeticException,)

    def close(self) -> None:
        self._session.stop()

    def _named(self, frame: Any) -> ir.Table:
        name = self._next()
        frame.createOrReplaceTempView(name)
        return self._ibis.table(name)


def _options_of(environment: Any) -> dict[str, str]:
    """`DITAN_LAKE_SPARK="spark.executor.memory=2g spark.sql.shuffle.partitions=64"` as options of the session."""
    pairs = (word.partition("=") for word in environment.get("DITAN_LAKE_SPARK", "").split())
    return {key: value for key, _, value in pairs}


def connect(url: str | None = None) -> Connection:
    """Open the engine that the address, else `DITAN_LAKE_URL`, names; DuckDB where there is none.

    Raises
    ------
    LakeUnavailable
        For an address that is none of ours, or Spark that is not installed.
    """
    url = os.environ.get("DITAN_LAKE_URL", "") if url is None else url
    if url.startswith(("spark://", "local[")):
        return Spark(url)
    if url not in ("", "duckdb"):
        raise LakeUnavailable(f"DITAN_LAKE_URL 的值“{url}”不可用；应为 spark://主机:端口，或留空使用本机引擎。")
    threads = int(os.environ.get("DITAN_LAKE_THREADS") or os.cpu_count() or 1)
    return DuckDB(memory=os.environ.get("DITAN_LAKE_MEMORY") or MEMORY, threads=threads)


@contextmanager
def connected(url: str | None = None) -> Iterator[Connection]:
    """`connect`, closed at the end."""
    connection = connect(url)
    try:
        yield connection
    finally:
        connection.close()
