"""Which files are meant, how results are named, and that a result is whole or absent."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.cli.files import named_files, output_names, write_whole


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    assert named_files([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "a.txt"]) == [
        tmp_path / "a.txt",
        tmp_path / "b.txt",
    ]


def test_a_folder_gives_its_plans_sorted_and_nothing_else(tmp_path: Path) -> None:
    for name in ("b.DOCX", "a.pdf", "c.md", "d.xlsx"):
        (tmp_path / name).touch()
    (tmp_path / "inner.txt").mkdir()
    assert [path.name for path in named_files([tmp_path])] == ["a.pdf", "b.DOCX", "d.xlsx"]


def test_a_file_named_itself_is_read_whatever_its_ending(tmp_path: Path) -> None:
    assert named_files([tmp_path / "plan.unknown"]) == [tmp_path / "plan.unknown"]


@given(st.lists(st.sampled_from(["a/x.txt", "b/x.txt", "x.txt", "x.docx", "x.txt.docx", "y.txt"]), unique=True))
def test_results_of_different_files_never_share_a_name(names: list[str]) -> None:
    chosen = output_names(map(Path, names))
    assert len(set(chosen.values())) == len(names)


def test_a_file_alone_keeps_its_plain_name() -> None:
    assert output_names([Path("a/plan.v2.docx")]) == {Path("a/plan.v2.docx"): "plan.v2"}


def test_a_whole_file_is_written_and_no_scratch_file_stays(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "a.json", "碳".encode())
    assert (tmp_path / "new" / "a.json").read_text(encoding="utf-8") == "碳"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.json"]


def test_a_failed_write_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    with pytest.raises(TypeError):
        write_whole(target, "text where bytes belong")  # type: ignore[arg-type]
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
