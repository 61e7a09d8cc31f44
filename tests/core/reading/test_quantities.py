"""Numbers, units and comparators as plans print them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.quantities import find_amounts
from ditan.core.reading.quantities_numbers import parse_number


def read(text: str) -> list[tuple[float, str, str]]:
    return [(amount.value, amount.unit, amount.comparator) for amount in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25", 25.0),
        ("27.5", 27.5),
        ("1,560", 1560.0),
        ("1，560", 1560.0),
        ("３２．５", 32.5),
        ("二十三", 23.0),
        ("十", 10.0),
        ("一百零五", 105.0),
        ("两千三百", 2300.0),
        ("三万五千", 35000.0),
        ("一亿二千万", 120_000_000.0),
        ("二〇二五", 2025.0),
        ("百分之十五", 0.15),
        ("百分之十二点五", 0.125),
        ("四分之三", 0.75),
        ("一半", 0.5),
    ],
)
def test_a_printed_number_is_read(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "若干", "三分之", "点五", "一点百", "若干万"])
def test_what_is_no_number_gives_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("不低于55%", (55.0, "%", ">=")),
        ("不少于27.5平方公里", (27.5, "平方公里", ">=")),
        ("超过65%", (65.0, "%", ">=")),
        ("大于8公里/平方公里", (8.0, "公里/平方公里", ">=")),
        ("12个以上", (12.0, "个", ">=")),
        ("200余家", (200.0, "家", ">=")),
        ("不超过34微克/立方米", (34.0, "微克/立方米", "<=")),
        ("8%以内", (8.0, "%", "<=")),
        ("1.2以下", (1.2, "", "<=")),
        ("322天左右", (322.0, "天", "approx")),
        ("约3万亩", (3.0, "万亩", "approx")),
        ("2.5万吨", (2.5, "万吨", "=")),
        ("1,560家", (1560.0, "家", "=")),
        ("3250万千瓦", (3250.0, "万千瓦", "=")),
        ("29微克每立方米", (29.0, "微克每立方米", "=")),
        ("0.58吨标准煤/万元", (0.58, "吨标准煤/万元", "=")),
        ("1.35吨二氧化碳/万元", (1.35, "吨二氧化碳/万元", "=")),
        ("450千瓦时/平方米", (450.0, "千瓦时/平方米", "=")),
        ("3个百分点", (3.0, "个百分点", "=")),
        ("百分之十五", (15.0, "%", "=")),
        ("一半以上", (50.0, "%", ">=")),
        ("三十座", (30.0, "座", "=")),
        ("350 kWh", (350.0, "kWh", "=")),
        ("400万吨/年", (400.0, "万吨/年", "=")),
    ],
)
def test_an_amount_has_value_unit_and_comparator(text: str, amount: tuple[float, str, str]) -> None:
    assert read(text) == [amount]


@pytest.mark.parametrize(
    "text", ["PM2.5", "5G", "CO2", "渝府〔2022〕5号", "第3条", "2025年", "6月30日", "二氧化碳", "一批", "一般"]
)
def test_names_dates_and_document_numbers_are_no_amounts(text: str) -> None:
    assert read(text) == []


def test_a_range_keeps_both_ends() -> None:
    (amount,) = find_amounts("培育3-5个示范园区")
    assert (amount.value, amount.upper, amount.unit, amount.text) == (3.0, 5.0, "个", "3-5个")


def test_positions_are_those_of_the_whole_text() -> None:
    text = "到2025年，森林覆盖率不低于40%。"
    (amount,) = find_amounts(text, 8)
    assert text[amount.start : amount.end] == "不低于40%"
    assert text[amount.number_start : amount.unit_end] == "40%"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("20台（套）", "台（套）"),
        ("7吨/月·平方公里", "吨/月·平方公里"),
        ("18立方米/万元GDP", "立方米/万元GDP"),
        ("0.1个等级", "个等级"),
        ("5万千瓦", "万千瓦"),
        ("12万亿元", "万亿元"),
        ("35μg/m3", "μg/m3"),
        ("3km2", "km2"),
        ("1.5万", "万"),
    ],
)
def test_compound_units_and_scales_are_read_whole(text: str, unit: str) -> None:
    (amount,) = find_amounts(text)

    assert amount.unit == unit
    assert amount.unit_end == len(text)


def test_a_chinese_numeral_says_so() -> None:
    digits, words = find_amounts("建成3个园区、三个社区")

    assert (digits.words, words.words) == (False, True)


def test_a_comparator_beside_the_number_says_so() -> None:
    bare, compared, odd = find_amounts("3个、3个以上、30余个")

    assert (bare.compared, compared.compared, odd.compared) == (False, True, True)


def test_the_longer_comparator_wins() -> None:
    assert read("达到或超过30%") == [(30.0, "%", ">=")]
    assert read("不超过30%") == [(30.0, "%", "<=")]


@given(st.integers(0, 10**9))
def test_every_whole_number_is_read_as_itself(number: int) -> None:
    assert parse_number(str(number)) == number
    assert parse_number(f"{number:,}") == number


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    assert parse_number(in_words(number)) == number


def in_words(number: int) -> str:
    """The number in Chinese, every zero between digits written once."""
    written = ""
    for scale, step in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            written += "零一二三四五六七八九"[digit] + step
        elif written and not written.endswith("零") and number % scale:
            written += "零"
    return written


@given(st.text(alphabet="0123456789.,，%‰个家万亿吨年月日号第〔〕百分之三约不低于以上-—至 ", max_size=30))
def test_amounts_lie_in_order_inside_the_text(text: str) -> None:
    amounts = find_amounts(text)

    for amount in amounts:
        assert 0 <= amount.start <= amount.number_start < amount.unit_end <= amount.end <= len(text)
        assert text[amount.start : amount.end] == amount.text
    assert all(first.end <= second.start for first, second in itertools.pairwise(amounts))
