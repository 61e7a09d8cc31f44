"""Which engine is opened, and what is loaded for it."""

from __future__ import annotations

import subprocess
import sys

import pyarrow as pa
import pytest

from ditan.lake.connection import LakeUnavailable, connect, connected


def test_without_an_address_it_is_the_engine_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DITAN_LAKE_URL", raising=False)
    with connected() as connection:
        assert connection.name == "duckdb"
        table = connection.keep(connection.table(pa.table({"a": [1, 2]})))
        assert connection.fetch(table.agg(s=table.a.sum()))["s"].to_pylist() == [3]


def test_memory_and_threads_are_those_that_were_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DITAN_LAKE_MEMORY", "200MB")
    monkeypatch.setenv("DITAN_LAKE_THREADS", "1")
    with connected("") as connection:
        asked = "SELECT current_setting('memory_limit') AS memory, current_setting('threads') AS threads"
        found = connection._engine.execute(asked).to_arrow_table().to_pylist()  # type: ignore[attr-defined]
    assert found == [{"memory": "190.7 MiB", "threads": 1}]


@pytest.mark.parametrize("url", ["postgres://x", "sparkle"])
def test_an_address_that_is_none_of_ours_is_refused_with_what_to_do(url: str) -> None:
    with pytest.raises(LakeUnavailable, match=f"“{url}”不可用；应为 spark://主机:端口"):
        connect(url)


def test_a_cluster_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(LakeUnavailable, match=r"请安装 ditan\[spark\]"):
        connect("spark://127.0.0.1:1")


def test_nothing_heavy_is_loaded_before_an_engine_is_opened() -> None:
    code = "import sys, ditan.cli, ditan.lake.connection; print({'ibis', 'duckdb', 'pyspark', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
