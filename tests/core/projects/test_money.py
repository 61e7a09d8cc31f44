"""Sums of money that always equal their parts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.projects import Amount, MoneyRefused, in_unit, ledger_of, overspending, reconcile_total

amounts = st.builds(
    Amount,
    kind=st.sampled_from(("planned", "allocated", "spent")),
    value=st.decimals(0, 10**9, places=6),
    year=st.none() | st.integers(2021, 2025),
    fund=st.sampled_from(("", "上级资金", "社会投资")),
)


def amount(kind: str, value: str, year: int | None = None, fund: str = "") -> Amount:
    return Amount(kind, Decimal(value), year, fund)


@settings(max_examples=40)
@given(st.lists(amounts, max_size=12))
def test_years_and_funds_add_up_to_the_total_to_the_last_digit(given_amounts: list[Amount]) -> None:
    ledger = ledger_of(given_amounts)
    for kind in ("planned", "allocated", "spent"):
        total = ledger.total(kind) or Decimal(0)
        assert sum(ledger.of_year(kind, year) or Decimal(0) for year in ledger.years) == total
        assert sum(ledger.of_fund(kind, fund) or Decimal(0) for fund in ledger.funds) == total
        assert total == sum(each.value for each in given_amounts if each.kind == kind)


def test_what_nobody_stated_is_unknown_and_not_zero() -> None:
    ledger = ledger_of([amount("planned", "0")])
    assert ledger.total("planned") == 0
    assert ledger.total("spent") is None
    assert ledger.of_year("planned", 2025) is None


def test_the_undecided_stands_last_and_is_never_handed_out() -> None:
    ledger = ledger_of([amount("planned", "4000"), amount("planned", "36000", fund="上级资金")])
    assert ledger.funds == ("上级资金", "")
    assert ledger.undecided == 4000


def test_prices_of_several_years_are_told() -> None:
    ledger = ledger_of([Amount("planned", Decimal(1), price_year=2020), amount("planned", "1")])
    assert ledger.price_years == {2020, None}


@pytest.mark.parametrize("value", ["-0.01", "NaN", "Infinity"])
def test_an_amount_that_is_no_money_is_refused(value: str) -> None:
    with pytest.raises(MoneyRefused, match="应不小于 0"):
        amount("planned", value)


def test_an_unknown_kind_is_refused_with_the_kinds_that_there_are() -> None:
    with pytest.raises(MoneyRefused, match="计划、下达、支出"):
        amount("budget", "1")


def test_spending_up_to_the_last_cent_is_no_overspending() -> None:
    assert overspending(ledger_of([amount("spent", "100.01"), amount("allocated", "100.01")])) == ()


def test_both_bounds_are_told() -> None:
    notes = overspending(ledger_of([amount("spent", "101"), amount("allocated", "100"), amount("planned", "100.5")]))
    assert [(note.code, note.figures["over"]) for note in notes] == [
        ("over_allocated", Decimal(1)),
        ("over_planned", Decimal("0.5")),
    ]


def test_spending_without_any_allocation_is_to_be_looked_at() -> None:
    (note,) = overspending(ledger_of([amount("spent", "1")]))
    assert (note.code, note.tone) == ("no_allocation", "caution")


def test_nothing_spent_says_nothing() -> None:
    assert overspending(ledger_of([amount("planned", "1")])) == ()


def test_the_printed_totals_of_a_plan_differ_by_four_hundredths() -> None:
    columns = [Decimal("263993.3"), Decimal("60499.93"), Decimal("172886")]
    note = reconcile_total(Decimal("497379.19"), columns, what="各项资金")
    assert (note.code, note.figures["gap"]) == ("differs", Decimal("0.04"))


def test_parts_that_are_not_stated_close_nothing() -> None:
    note = reconcile_total(Decimal(3), [Decimal(3), None], what="分年资金")
    assert note.code == "parts_unknown"
    assert "1 项没有金额" in note.text
    assert reconcile_total(None, [Decimal(3)], what="分年资金").code == "no_total"
    assert reconcile_total(Decimal(3), [Decimal(1), Decimal(2)], what="分年资金").code == "closed"


@settings(max_examples=40)
@given(st.decimals(0, 10**9, places=6), st.sampled_from(("元", "万元", "亿元")))
def test_a_unit_turns_into_another_and_back(value: Decimal, unit: str) -> None:
    assert in_unit(in_unit(value, unit, "元"), "元", unit) == value


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(MoneyRefused, match="美元"):
        in_unit(Decimal(1), "美元")
