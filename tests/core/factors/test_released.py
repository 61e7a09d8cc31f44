"""What was released of the factors stays as it is; what is new comes at the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ditan.core.factors import Factor, load
from ditan.core.factors.loading import factor_files
from ditan.core.factors.releasing import FIXED, digest
from tools.release_factors import changed, released

DIESEL = Factor("d", "柴油热值", "ncv", 42.652, "GJ/t", "provincial_guide_2025", fuel="diesel", lower=42.0, upper=43.1)
PETROL = replace(DIESEL, code="p", name="汽油热值", fuel="gasoline", value=43.07, lower=None, upper=None)
NOTED = (2, digest([DIESEL, PETROL]))


@pytest.mark.parametrize("name", sorted(released()))
def test_no_released_factor_was_changed(name: str) -> None:
    path = next((each for each in factor_files() if each.name == name), None)
    assert path is not None, f"{name} 已发布，不得删除"
    assert changed(name, tuple(load([path])), released()[name]) == ""


def test_the_files_that_everything_rests_on_are_released() -> None:
    assert {"fuels_china.csv", "grid.csv", "gwp.csv", "efdb_china.csv"} <= set(released())


def test_a_row_added_at_the_end_is_no_change() -> None:
    assert changed("a.csv", (DIESEL, PETROL, replace(PETROL, code="new")), NOTED) == ""


def test_a_better_note_source_or_verification_is_no_change() -> None:
    better = replace(DIESEL, note="与原文核对一致", source_page="表1.7", verified=True, name="柴油平均低位发热量")
    assert changed("a.csv", (better, PETROL), NOTED) == ""


@pytest.mark.parametrize(
    "edited",
    [
        replace(DIESEL, value=42.65),
        replace(DIESEL, value=None, text="42.652"),
        replace(DIESEL, unit="MJ/kg"),
        replace(DIESEL, fuel="fuel_oil"),
        replace(DIESEL, upper=43.2),
        replace(DIESEL, year="2023"),
        replace(DIESEL, code="e"),
    ],
)
def test_a_changed_number_unit_range_or_use_is_noticed(edited: Factor) -> None:
    assert changed("a.csv", (edited, PETROL), NOTED) == (
        "a.csv 已发布的前 2 行有改动；已发布的数值、单位和适用范围不得修改，更正请在文件末尾另加一行、用新编号。"
    )


def test_a_row_put_before_a_released_one_is_noticed() -> None:
    assert "有改动" in changed("a.csv", (replace(PETROL, code="new"), DIESEL, PETROL), NOTED)


def test_a_row_taken_away_is_noticed() -> None:
    assert changed("a.csv", (DIESEL,), NOTED) == ("a.csv 已发布 2 行，现在只有 1 行；已发布的因子不得删除，请恢复。")


def test_everything_that_says_what_a_factor_is_for_is_fixed() -> None:
    assert set(FIXED) == set(Factor.__slots__) - {
        *("name", "source_title", "source_number", "source_page"),
        *("valid_from", "valid_to", "verified", "text", "note"),
    }
