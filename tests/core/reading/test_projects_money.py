"""Money in a project's row: amounts in their columns, amounts whose empty neighbours the page lost, named sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.projects.money import Amount, named_sources, read_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1200.5", Amount(1200.5, "", 1)),
        ("1,200.50", Amount(1200.5, "", 2)),
        ("1，200", None),
        ("约3000", Amount(3000.0, "", 0)),
        ("约 3000 万元", Amount(3000.0, "万元", 0)),
        ("2.5亿元", Amount(2.5, "亿元", 1)),
        ("120元", Amount(120.0, "元", 0)),
        ("497379。19", Amount(497379.19, "", 2)),
        ("0", Amount(0.0, "", 0)),
        ("500*", Amount(500.0, "", 0)),
        (" 500 ", Amount(500.0, "", 0)),
        ("/", None),
        ("-", None),
        ("", None),
        ("待定", None),
        ("2022-2025", None),
        ("500万元以上", None),
        ("1.2.3", None),
        ("12,34", None),
    ],
)
def test_a_cell_is_an_amount_or_none(text: str, amount: Amount | None) -> None:
    assert read_amount(text) == amount


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_an_amount_comes_back_as_it_was_printed(number: int, decimals: int) -> None:
    printed = f"{number / 10**decimals:,.{decimals}f}"
    amount = read_amount(printed)
    assert amount is not None
    assert amount.decimals == decimals
    assert amount.number == pytest.approx(number / 10**decimals)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("中央预算内投资1819万元,地方配套1213万元", [("中央预算内投资", 1819.0), ("地方配套", 1213.0)]),
        ("企业自筹:500万元;市级资金:200万元", [("企业自筹", 500.0), ("市级资金", 200.0)]),
        ("其中:中央资金100、区级资金50", [("中央资金", 100.0), ("区级资金", 50.0)]),
        ("社会资本约1,200.5万元。", [("社会资本", 1200.5)]),
    ],
)
def test_sources_that_a_cell_names_are_read_with_their_amounts(text: str, sources: list[tuple[str, float]]) -> None:
    found = named_sources(text, None)
    assert [(part.source, part.amount) for part in found] == sources
    assert {part.decided_by for part in found} == {""}


def test_a_lone_source_pays_the_whole() -> None:
    (part,) = named_sources("企业自筹", Amount(500.0, "万元", 0))
    assert (part.source, part.amount, part.decided_by) == ("企业自筹", 500.0, "sole column")


@pytest.mark.parametrize("text", ["企业自筹、市级资金", "企业自筹和财政", "财政/企业", "", "资" * 21, "2021年"])
def test_sources_that_share_the_whole_are_not_guessed(text: str) -> None:
    assert named_sources(text, Amount(500.0, "万元", 0)) == ()


def test_a_lone_source_without_a_total_pays_nothing_that_is_known() -> None:
    assert named_sources("企业自筹", None) == ()
