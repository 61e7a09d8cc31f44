"""Every formula of every method takes draws: on arrays it gives what it gives number by number."""

from typing import Any

import numpy as np
import pytest

from ditan.core.air import catalogue as air
from ditan.core.ghg import catalogue as ghg
from ditan.core.methods import Control, Input, InputKind, Method, Output, Parameter
from ditan.core.methods.spec import YEAR

DRAWS = 4
FORMULAS = [(method, output) for method in (*ghg.METHODS, *air.METHODS) for output in method.outputs]


def span(low: float | None, high: float | None) -> np.ndarray[Any, Any]:
    """Draws within a range that a person or the book may give."""
    least = low if low is not None else 0.0
    most = high if high is not None and high < 1e6 else least + 2.0
    return np.linspace(least + 0.2 * (most - least), least + 0.8 * (most - least), DRAWS)


def entered(asked: Input) -> Any:
    """What a row may hold, numbers as draws."""
    match asked.kind:
        case InputKind.NUMBER:
            return span(asked.low, asked.high)
        case InputKind.SERIES:
            return {year: span(asked.low, asked.high) * (year - 1999) for year in range(2000, 2021)}
        case InputKind.CONTROLS:
            codes = [code for code, _ in asked.choices][:2] or ["one", "two"]
            return tuple(Control(code, 0.4, 0.9) for code in codes)
        case InputKind.CHOICE:
            return asked.choices[0][0] if asked.choices else ""
    return "证据"


def operands(method: Method, output: Output) -> dict[str, Any]:
    """What the formula is given."""
    given: dict[str, Any] = {}
    for name in output.needs:
        asked, parameter = method.input(name), method.parameter(name)
        if name == YEAR:
            given[name] = 2020
        elif asked is not None:
            given[name] = entered(asked)
        else:
            assert isinstance(parameter, Parameter)
            draws = span(parameter.low, parameter.high)
            given[name] = (draws, draws * 0.5) if parameter.over else draws
    return given


def one(value: Any, draw: int) -> Any:
    """The numbers of one draw."""
    if isinstance(value, np.ndarray):
        return float(value[draw])
    if isinstance(value, dict):
        return {key: one(each, draw) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(one(each, draw) for each in value)
    return value


@pytest.mark.parametrize(("method", "output"), FORMULAS, ids=lambda each: getattr(each, "code", None) or each.name)
def test_the_formula_gives_the_same_on_draws_as_number_by_number(method: Method, output: Output) -> None:
    given = operands(method, output)

    drawn = np.broadcast_to(output.compute(**given), DRAWS)
    singly = [output.compute(**{name: one(value, draw) for name, value in given.items()}) for draw in range(DRAWS)]

    np.testing.assert_allclose(drawn, np.asarray(singly, dtype=np.float64), rtol=1e-12, equal_nan=True)


def test_most_formulas_are_tried_with_inputs_that_give_numbers() -> None:
    amounts = [np.asarray(output.compute(**operands(method, output)), dtype=np.float64) for method, output in FORMULAS]

    assert sum(bool(np.isfinite(each).all()) for each in amounts) > 0.9 * len(FORMULAS)
