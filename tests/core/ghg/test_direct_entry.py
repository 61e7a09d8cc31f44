"""Amounts entered directly: the row itself names the gas, and its source."""

from __future__ import annotations

import pytest

from ditan.core.factors import Choice, FactorBook
from ditan.core.ghg import direct_entry
from ditan.core.inventory.kind import Kind
from ditan.core.methods import Context, Method, Output, OutputKind, evaluate

BOOK = FactorBook([])
CHOICE = Choice(())
HERE = Context("重庆", 2023)


def test_the_line_of_a_row_carries_the_gas_that_the_row_names() -> None:
    row = {"gas": "SF6", "emitted_t": 0.125, "evidence": "核查报告第 7 页"}
    (line,) = evaluate(direct_entry.METHOD, row, BOOK, CHOICE, HERE).lines
    assert (line.output.gas, line.amount, line.output.kind) == ("SF6", 0.125, OutputKind.EMISSION)


def test_a_removal_is_negative_and_is_no_emission() -> None:
    row = {"gas": "CO2", "removed_t": 310.0, "evidence": "林业碳汇监测报告"}
    (line,) = evaluate(direct_entry.REMOVAL, row, BOOK, CHOICE, HERE).lines
    assert (line.output.gas, line.amount, line.output.kind) == ("CO2", -310.0, OutputKind.REMOVAL)


def test_an_amount_without_a_source_gives_no_number() -> None:
    row = {"gas": "CO2", "emitted_t": 3.0, "evidence": "  "}
    result = evaluate(direct_entry.METHOD, row, BOOK, CHOICE, HERE)
    assert [fault.code for fault in result.faults] == ["rule"]
    assert "没有来源的数不能直接录入" in result.faults[0].message
    assert [line.amount for line in result.lines] == [None]


def test_a_gas_that_is_not_listed_is_refused_by_name() -> None:
    row = {"gas": "CO2e", "emitted_t": 3.0, "evidence": "报告"}
    result = evaluate(direct_entry.METHOD, row, BOOK, CHOICE, HERE)
    assert [(fault.name, fault.code) for fault in result.faults] == [("gas", "choice")]
    assert result.lines[0].amount is None


def test_a_kind_lists_every_gas_that_may_be_chosen() -> None:
    kind = Kind("direct", "直接录入", (direct_entry.METHOD,), ("2.H",))
    assert kind.gases[:3] == ("CO2", "CH4", "N2O")
    assert {"SF6", "NF3", "HFC-134a", "PM2.5"} <= set(kind.gases)


def test_a_gas_is_either_fixed_or_named_by_an_input_of_the_method() -> None:
    with pytest.raises(ValueError, match="the gas is named by an input"):
        Method("x", "x", (), (), (Output("", lambda: 1.0, "", gas_input="gas"),), "s", True)
    with pytest.raises(ValueError, match="the gas is named by an input"):
        Method("x", "x", (direct_entry.GAS,), (), (Output("CO2", lambda: 1.0, "", gas_input="gas"),), "s", True)
