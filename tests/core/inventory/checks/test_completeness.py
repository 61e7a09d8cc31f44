"""Categories without a word, rows without an amount."""

from ditan.core.inventory.categories import categories
from ditan.core.inventory.checks.completeness import check
from ditan.core.inventory.checks.finding import Severity
from ditan.core.inventory.notation import Key
from tests.core.inventory.checks.rows import facts, row
from tests.core.inventory.examples import entry

EVERYTHING = tuple(entry("全", each.code, "CO2", key=Key.NO) for each in categories() if each.required)


def test_an_inventory_that_speaks_of_everything_has_no_finding() -> None:
    assert check(facts(entries=EVERYTHING)) == ()


def test_a_required_category_without_a_word_is_an_error() -> None:
    (found,) = check(facts(entries=tuple(each for each in EVERYTHING if each.category != "3.C.7")))

    assert (found.severity, found.category) == (Severity.ERROR, "3.C.7")
    assert found.message == "类别 3.C.7 水稻种植 既没有数值也没有标识符。"
    assert "确无此源填 NO" in found.remedy


def test_a_word_about_a_part_is_a_word() -> None:
    parts = tuple(entry("牛", "3.A.1.a", "CH4", 5.0) if each.category == "3.A.1" else each for each in EVERYTHING)

    assert check(facts(entries=parts)) == ()


def test_an_empty_inventory_lacks_every_required_category() -> None:
    assert len(check(facts())) == sum(each.required for each in categories()) == 51


def test_a_row_that_cannot_be_computed_is_an_error_with_its_reason() -> None:
    unknown = entry("7", "2.A.2", "CO2", problem="因子库中没有石灰排放因子。")
    (found,) = check(facts(row("7", "2.A.2"), entries=(*EVERYTHING, unknown)))

    assert (found.row, found.category, found.gas) == ("7", "2.A.2", "CO2")
    assert found.message == "“7”（2.A.2）的 CO2 算不出来：因子库中没有石灰排放因子。"


def test_several_gases_of_a_row_that_lack_the_same_cells_are_one_finding() -> None:
    """A greenhouse gas stays apart from pollutants: it is the graver one."""
    asked = "计算{}需要“治理措施”，本行没有填写。"
    unknown = tuple(entry("7", "2.A.2", gas, problem=asked.format(gas)) for gas in ("SO2", "NOx", "PM10"))
    lime = entry("7", "2.A.2", "CO2", problem="因子库中没有石灰排放因子。")
    first, second = check(facts(row("7", "2.A.2"), entries=(*EVERYTHING, *unknown, lime)))

    assert (first.severity, first.gas) == (Severity.WARNING, "")
    assert first.message == "“7”（2.A.2）的 SO2、NOx、PM10 算不出来：需要填写：治理措施。"
    assert (second.severity, second.gas) == (Severity.ERROR, "CO2")


def test_what_is_not_estimated_is_a_notice_a_category() -> None:
    keys = tuple(entry("甲", "4.B", gas, key=Key.NE) for gas in ("CH4", "N2O"))
    (found,) = check(facts(entries=(*EVERYTHING, *keys)))

    assert (found.severity, found.message) == (
        Severity.NOTICE,
        "类别 4.B 固体废弃物生物处理 的 CH4、N2O 标为 NE（未估算），总量因此偏小。",
    )


def test_a_gas_entered_whole_and_in_parts_is_a_warning() -> None:
    twofold = (
        entry("全部", "1.A.2", "CO2", 9.0),
        entry("水泥", "1.A.2.f", "CO2", 5.0),
        entry("水泥", "1.A.2.f", "CH4", 1.0),
    )
    (found,) = check(facts(entries=(*EVERYTHING, *twofold)))

    assert (found.severity, found.category, found.gas, found.detail) == (Severity.WARNING, "1.A.2.f", "CO2", "1.A.2")
    assert "请确认没有重复计算" in found.remedy
