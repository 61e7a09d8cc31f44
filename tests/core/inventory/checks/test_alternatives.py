"""A source that two methods count."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.core.inventory.checks import RowFacts, Severity, alternatives
from ditan.core.inventory.kinds import KINDS
from tests.core.inventory.checks.rows import facts


def entered(name: str, kind: str, category: str = "3.A.2.h", **values: Any) -> RowFacts:
    return RowFacts(name, name, category, kind, values, 1000.0, "头")


def test_manure_of_pigs_by_head_and_by_system_counts_twice() -> None:
    rows = entered("猪场", "manure", livestock="pig"), entered("猪场粪坑", "manure_by_system", livestock="pig")
    (finding,) = alternatives.check(facts(*rows))
    assert (finding.severity, finding.row, finding.detail) == (Severity.ERROR, "猪场", "猪场+猪场粪坑")
    assert "同一个源" in finding.message
    assert "只保留一种方法" in finding.remedy


def test_pigs_by_one_method_and_cows_by_the_other_count_once_each() -> None:
    rows = entered("猪", "manure", livestock="pig"), entered("牛", "manure_by_system", livestock="dairy")
    assert alternatives.check(facts(*rows)) == ()


def test_two_systems_of_one_method_are_two_sources() -> None:
    rows = [entered(each, "manure_by_system", livestock="pig") for each in ("粪坑", "沼气池")]
    assert alternatives.check(facts(*rows)) == ()


def test_a_row_of_all_forests_meets_each_type_that_another_method_counts() -> None:
    rows = (
        entered("全部", "forest_growth", "3.B.1", forest_type="all"),
        entered("马尾松", "forest_stock", "3.B.1", forest_type="masson_pine"),
        entered("柏木", "forest_stock", "3.B.1", forest_type="cypress"),
    )
    assert [each.detail for each in alternatives.check(facts(*rows))] == ["马尾松+全部", "柏木+全部"]


def test_all_forests_by_two_methods_meet_each_other() -> None:
    rows = [entered(each, each, "3.B.1", forest_type="all") for each in ("forest_growth", "forest_stock")]
    assert [each.detail for each in alternatives.check(facts(*rows))] == ["forest_growth+forest_stock"]


def test_where_rows_do_not_say_which_source_it_is_a_person_has_to() -> None:
    rows = entered("早稻", "rice", "3.C.7"), entered("中稻", "rice_daily", "3.C.7")
    (finding,) = alternatives.check(facts(*rows))
    assert finding.severity == Severity.WARNING
    assert "可能是同一个源" in finding.message


def test_a_paddy_under_water_in_winter_is_no_second_count_of_rice() -> None:
    rows = entered("中稻", "rice", "3.C.7"), entered("冬水田", "winter_flooded_paddy", "3.C.7")
    assert alternatives.check(facts(*rows)) == ()


@pytest.mark.parametrize("group", alternatives.GROUPS, ids=lambda each: each.kinds[0])
def test_every_group_names_kinds_of_rows_and_an_input_they_share(group: alternatives.Group) -> None:
    kinds = {each.code: each for each in KINDS}
    for code in group.kinds:
        inputs = {each.name: each for each in kinds[code].inputs}
        assert not group.same or group.same in inputs
        assert not group.every or group.every in {choice for choice, _ in inputs[group.same].choices}
