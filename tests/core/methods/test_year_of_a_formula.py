"""A formula may ask for the year of the inventory, and a rule sees it where the row is evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ditan.core.factors import Choice, FactorBook
from ditan.core.methods import Context, Input, Method, Output, check, evaluate


def age_t(built: float, year: int) -> float:
    return year - built


def not_later(values: Mapping[str, Any]) -> tuple[str, ...]:
    return ("建成年份晚于清单年份。",) if values["built"] > values.get("year", values["built"]) else ()


AGE = Method(
    "ghg.age", "年龄", (Input("built", "建成年份"),), (), (Output("CH4", age_t, "年份差"),), "", True, (not_later,)
)
CHOICE = Choice(())


def test_the_year_reaches_the_formula_as_an_operand_of_its_own() -> None:
    line = evaluate(AGE, {"built": 2010}, FactorBook([]), CHOICE, Context("重庆", 2023)).lines[0]
    assert line.amount == 13
    assert [(each.name, each.label, each.value) for each in line.operands] == [
        ("built", "建成年份", 2010),
        ("year", "清单年份", 2023),
    ]


def test_a_rule_sees_the_year_only_where_the_row_is_evaluated() -> None:
    evaluation = evaluate(AGE, {"built": 2030}, FactorBook([]), CHOICE, Context("重庆", 2023))
    assert [each.message for each in evaluation.faults] == ["建成年份晚于清单年份。"]
    assert evaluation.lines[0].amount is None
    assert check(AGE, {"built": 2030}) == ()


def test_no_input_may_be_called_year() -> None:
    with pytest.raises(ValueError, match="year of the inventory"):
        Method("ghg.x", "甲", (Input("year", "年份"),), (), (), "", True)
