"""Files of activity: what their footers say, and that nobody finds one half written."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ditan.lake.schema import ACTIVITY
from ditan.lake.storing import Folder, Inspected, Partition, hash_of, inspect, replacing
from tests.lake.tables import activity

HERE = Partition("500112", 2023)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.put_activity(activity({}, {"month": 2}))
    return made


def stored(folder: Folder, column: str, values: pa.Array) -> Inspected:
    """Inspect the partition after one of its columns was replaced."""
    table = pq.read_table(folder.activity(HERE), partitioning=None)
    pq.write_table(table.set_column(table.column_names.index(column), column, values), folder.activity(HERE))
    return inspect(folder, HERE)


def test_rows_are_laid_by_region_and_year(folder: Folder) -> None:
    folder.put_activity(activity({"region": "500113"}, {"year": 2022}))
    assert folder.partitions() == [Partition("500112", 2022), HERE, Partition("500113", 2023)]
    assert [str(each) for each in folder.partitions()] == ["500112/2022", "500112/2023", "500113/2023"]
    assert Partition.named("500112/2023") == HERE


def test_a_sound_file_is_sound_without_its_rows_being_read(folder: Folder) -> None:
    assert inspect(folder, HERE) == Inspected(2, True, ())


def test_a_region_that_is_no_name_of_a_folder_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="不能用作文件夹名称"):
        Folder(tmp_path).put_activity(activity({"region": "500112"}, {"region": "../x"}))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("column", "values", "code", "row"),
    [
        ("month", pa.array([1, 13], pa.int8()), "month", 2),
        ("region", pa.array(["500112", "500113"]), "partition", None),
        ("year", pa.array([2023, 2022], pa.int16()), "partition", None),
        ("amount_milli", pa.array([1.0, 2.0]), "columns", None),
        ("amount_milli", pa.array([2**62, 2**62]), "large", None),
    ],
)
def test_a_file_that_cannot_be_computed_says_which_column(
    folder: Folder, column: str, values: pa.Array, code: str, row: int | None
) -> None:
    found = stored(folder, column, values)
    assert not found.usable
    (finding,) = found.findings
    assert (finding.code, finding.partition, finding.row) == (code, "500112/2023", row)
    assert column in finding.message or finding.column == column


@pytest.mark.parametrize("amount", [-5, None])
def test_a_row_without_a_usable_amount_is_named_and_the_file_stays_usable(folder: Folder, amount: int | None) -> None:
    found = stored(folder, "amount_milli", pa.array([1000, amount], pa.int64()))
    assert (found.usable, found.sound) == (True, False)
    assert [(each.code, each.row, each.column) for each in found.findings] == [("number", 2, "amount_milli")]


def test_of_many_wrong_rows_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put_activity(activity(*({"amount": -1.0} for _ in range(150))))
    found = inspect(folder, HERE)
    assert len(found.findings) == 101
    assert "另有 50 行" in found.findings[-1].message


def test_a_file_without_rows_is_sound(folder: Folder) -> None:
    pq.write_table(ACTIVITY.empty_table(), folder.activity(HERE))
    assert inspect(folder, HERE) == Inspected(0, True, ())


def test_a_file_that_fails_while_it_is_written_leaves_the_old_one_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_text("old")

    def fail() -> None:
        with replacing(path) as beside:
            beside.write_text("half")
            raise OSError("disk full")

    with pytest.raises(OSError, match="full"):
        fail()
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]
    assert path.read_text() == "old"


def test_the_hash_of_files_is_of_their_content_and_their_bounds(tmp_path: Path) -> None:
    for name, text in (("a", "xy"), ("b", "z"), ("c", "x"), ("d", "yz"), ("e", "xy")):
        (tmp_path / name).write_text(text)
    assert hash_of(tmp_path / "a") == hash_of(tmp_path / "e")
    assert hash_of(tmp_path / "a", tmp_path / "b") != hash_of(tmp_path / "c", tmp_path / "d")
