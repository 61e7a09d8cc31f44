"""How values are shown."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.domains.plans.forms.words import typeset
from ditan.domains.plans.templatetags.plans import grouped
from ditan.web.templatetags.ditan import filesize_zh, number, or_dash, percent, person, share_of


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "—"),
        ("", "—"),
        (0, "0"),
        (0.0, "0"),
        (1234567, "1,234,567"),
        (497379.19, "497,379.19"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.30000000000000004"),
        (Decimal("12.500"), "12.5"),
        (1e21, "1,000,000,000,000,000,000,000"),
        (float("nan"), "—"),
        ("市级下达", "市级下达"),
        (True, "True"),
    ],
)
def test_a_number_is_shown_with_separators_and_nothing_as_a_dash(value: object, shown: str) -> None:
    assert number(value) == shown


def test_fixed_decimals_on_wish() -> None:
    assert number(18, 1) == "18.0"


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_loses_nothing(value: int) -> None:
    assert int(number(value).replace(",", "")) == value


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_a_number_loses_nothing(value: float) -> None:
    assert float(number(value).replace(",", "")) == value
    assert float(grouped(value).replace(",", "")) == value


def test_a_zero_is_no_dash() -> None:
    assert or_dash(0) == 0
    assert or_dash("") == "—"


def test_a_share_is_a_whole_percentage() -> None:
    assert percent(0.934) == "93%"
    assert percent(None) == "—"


def test_sizes_have_the_unit_that_fits() -> None:
    assert [filesize_zh(size) for size in (0, 1023, 1024, 1048576)] == ["0 B", "1023 B", "1.0 KB", "1.0 MB"]


def test_a_bar_s_part_is_css_in_any_language() -> None:
    assert share_of(1, 3) == "33.33"
    assert share_of(1, 0) == "0"
    assert share_of(None, 3) == "0.00"


@pytest.mark.parametrize(
    ("family", "given_name", "shown"),
    [("审核", "员", "审核员"), ("Smith", "Ann", "Ann Smith"), ("", "", "clerk"), ("", "Ann", "Ann")],
)
def test_a_name_is_written_as_its_language_does(family: str, given_name: str, shown: str) -> None:
    user = SimpleNamespace(last_name=family, first_name=given_name, get_username=lambda: "clerk")
    assert person(user) == shown


def test_a_finding_speaks_in_full_width_marks_and_quotes_the_plan_as_printed() -> None:
    message = "合计497,379.23万元,“新建(扩建),一期”:《方案(试行)》第2期(共4台);请核对"
    assert typeset(message) == "合计497,379.23万元，“新建(扩建),一期”：《方案(试行)》第2期（共4台）；请核对"
