"""Fields: what is shown, what is read back, what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.domains.plans.kinds.kind import years_in
from ditan.domains.plans.kinds.lists import Fundings, Names, Quantities, Values, read_value, split_names
from ditan.domains.plans.kinds.types import Choice, Flag, Money, Number, NumberOrText, Text, Year, money, plain
from ditan.domains.plans.models.choices import Comparator, Nature

numbers = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e200, max_value=1e200)
words = st.text(max_size=40).map(plain)


@given(numbers)
def test_a_number_comes_back_as_it_was_shown(number: float) -> None:
    assert Number().parse(Number().show(number)) == number


@given(words)
def test_a_text_comes_back_as_it_was_shown(word: str) -> None:
    assert Text(40).parse(Text(40).show(word)) == word


@given(st.integers(1900, 2200))
def test_a_year_comes_back_as_it_was_shown(year: int) -> None:
    assert Year().parse(Year().show(year)) == year


@given(st.decimals(min_value=-(10**13), max_value=10**13, places=6))
def test_money_comes_back_to_the_last_decimal(amount: Decimal) -> None:
    shown = Money().show(money(amount))
    assert Money().parse(shown) == shown
    assert Decimal(shown) == amount


@given(st.lists(words.filter(lambda word: word and "\n" not in word), max_size=5))
def test_names_come_back_whatever_they_hold(names: list[str]) -> None:
    assert Names(400).parse(Names(400).show(names)) == names


@given(st.sampled_from(Comparator.values))
def test_a_choice_is_read_by_its_label_and_by_its_value(value: str) -> None:
    field = Choice(Comparator, default="=")
    assert field.parse(field.show(value)) == value
    assert field.parse(value) == value


@pytest.mark.parametrize("flag", [True, False])
def test_a_flag_comes_back(flag: bool) -> None:
    assert Flag().parse(Flag().show(flag)) is flag


@pytest.mark.parametrize(
    ("written", "number"), [("1,234.5", 1234.5), ("１２", 12.0), (" 3 ", 3.0), ("", None), ("1e3", 1000.0), (7, 7.0)]
)
def test_numbers_are_read_as_people_type_them(written: Any, number: float | None) -> None:
    assert Number().parse(written) == number


@pytest.mark.parametrize("written", ["十", "3 万", "1.2.3", "--1", "1e999", "NaN", "inf"])
def test_what_is_no_number_is_refused_with_its_text(written: str) -> None:
    with pytest.raises(ValueError, match="不是数字"):
        Number().parse(written)


@pytest.mark.parametrize("written", ["25", "20255", "去年", "2025-01", "1800"])
def test_what_is_no_year_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="不是年份"):
        Year().parse(written)


def test_a_year_may_be_written_with_its_word() -> None:
    assert Year().parse("2025年") == 2025


@pytest.mark.parametrize("written", ["一百", "1e20", "1.1234567", "NaN"])
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="不是金额"):
        Money().parse(written)


def test_a_target_value_is_a_number_or_a_text() -> None:
    assert [NumberOrText().parse(each) for each in ("18", "不减少", "")] == [18.0, "不减少", None]


def test_a_text_over_its_length_says_both_lengths() -> None:
    with pytest.raises(ValueError, match="有 5 个字，最多 4 个字"):
        Text(4).parse("五个字长度")


def test_a_word_outside_the_choices_lists_them() -> None:
    with pytest.raises(ValueError, match="“强制”不在可选范围内；可选：约束性、预期性、引导性"):
        Choice(Nature).parse("强制")


def test_an_empty_choice_is_allowed_only_without_a_default() -> None:
    assert Choice(Nature).parse("") == ""
    with pytest.raises(ValueError, match="不在可选范围内"):
        Choice(Comparator, default="=").parse("")


def test_names_are_not_parted_inside_brackets() -> None:
    assert split_names("区住建委(建管站、质监站)、区财政局；市级有关部门") == [
        "区住建委(建管站、质监站)",
        "区财政局",
        "市级有关部门",
    ]


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("", None),
        ("—", None),
        ("≥20", {"value": 20.0, "text": "≥20", "comparator": ">="}),
        ("不低于20", {"value": 20.0, "text": "不低于20", "comparator": ">="}),
        ("20以上", {"value": 20.0, "text": "20以上", "comparator": ">="}),
        ("≤3.5", {"value": 3.5, "text": "≤3.5", "comparator": "<="}),
        ("20%", {"value": 20.0, "text": "20%", "comparator": "="}),
        ("【14.5】", {"value": 14.5, "text": "【14.5】", "comparator": "="}),
        ("约8", {"value": 8.0, "text": "约8", "comparator": "approx"}),
        ("市级下达", {"value": None, "text": "市级下达", "comparator": "="}),
        (0, {"value": 0.0, "text": "0", "comparator": "="}),
    ],
)
def test_a_cell_is_read_as_printed(written: Any, cell: dict[str, Any] | None) -> None:
    assert read_value(written) == cell


def test_an_empty_cell_and_zero_are_different_things() -> None:
    assert read_value("") is None
    assert read_value("0") is not None


def test_a_cell_from_a_program_is_checked() -> None:
    with pytest.raises(ValueError, match="不是比较符"):
        read_value({"value": 1, "text": "1", "comparator": "~~"})
    with pytest.raises(ValueError, match="不是数字"):
        read_value({"value": True, "text": "1"})
    with pytest.raises(ValueError, match="不能都为空"):
        read_value({"value": None, "text": ""})


def test_values_that_nobody_touched_keep_their_comparator() -> None:
    former = {"2025": {"value": 20.0, "text": "20", "comparator": ">="}, "2030": None}
    assert Values().update(former, {"2025": "20", "2030": "25"}) == {
        "2025": {"value": 20.0, "text": "20", "comparator": ">="},
        "2030": {"value": 25.0, "text": "25", "comparator": "="},
    }


def test_values_written_in_one_line_say_all_years() -> None:
    former = {"2020": {"value": 8.0, "text": "8", "comparator": "="}}
    assert list(Values().update(former, "2025=≥20；2030=市级下达")) == ["2025", "2030"]


def test_values_without_a_year_are_refused() -> None:
    with pytest.raises(ValueError, match="应写成“年份=数值”"):
        Values().parse("20")


def test_quantities_are_number_and_unit() -> None:
    found = Quantities().parse("99台；48平方公里")
    assert [(each["value"], each["unit"]) for each in found] == [(99.0, "台"), (48.0, "平方公里")]


def test_quantities_that_stayed_keep_their_place() -> None:
    former = [{"value": 99.0, "unit": "台", "text": "99台", "what": "储能柜", "start": 5, "end": 8}]
    kept = Quantities().update(former, "99台；3座")
    assert kept[0] == former[0]
    assert kept[1]["start"] is None


def test_a_quantity_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="里没有数量"):
        Quantities().parse("若干台")


def test_money_by_source_may_leave_the_source_open() -> None:
    found = Fundings().parse("市级资金 800.25；400.25；企业自筹20")
    assert [(each["source"], each["amount"]) for each in found] == [
        ("市级资金", "800.25"),
        ("", "400.25"),
        ("企业自筹", "20"),
    ]


def test_amounts_that_stayed_keep_what_decided_their_source() -> None:
    former = [{"amount": "5", "source": "市级", "decided_by": "column totals"}]
    assert Fundings().update(former, "市级 5；区级 7")[0]["decided_by"] == "column totals"


@pytest.mark.parametrize(
    ("printed", "years"),
    [
        ("2022-2024", (2022, 2024)),
        ("“十四五”", (2021, 2025)),
        ("2023年", (2023, 2023)),
        ("长期", (None, None)),
        ("2025-2021", (None, None)),
        ("12025号", (None, None)),
    ],
)
def test_a_period_is_its_first_and_last_year(printed: str, years: tuple[int | None, int | None]) -> None:
    assert years_in(printed) == years
