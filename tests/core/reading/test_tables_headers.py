"""Headers of two lines."""

from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.tables.headers import join_in_place, join_spanned, known_heads, under
from ditan.core.reading.tables.table import Cell


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, place * 10 + 1, place * 10 + 1 + len(text)) for place, text in enumerate(texts))


def lower(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, place * 10 + 501, place * 10 + 501 + len(text)) for place, text in enumerate(texts))


def words(cells: tuple[Cell, ...] | None) -> list[str] | None:
    return None if cells is None else [cell.text for cell in cells]


def test_a_lower_head_takes_what_it_needs_of_the_upper() -> None:
    (target,) = row("目标值")
    (sources,) = row("资金来源")
    (investment,) = row("总投资")

    assert under(target, lower("2025年")[0]) == "目标值 2025年"
    assert under(sources, lower("地方配套")[0]) == "资金来源:地方配套"
    assert under(investment, lower("责任单位")[0]) == "责任单位"


def test_heads_of_one_width_are_joined_in_place() -> None:
    header = row("指标", "单位", "2020年", "目标值", "", "属性")
    second = lower("", "", "", "2025年", "2030年", "")

    assert words(join_in_place(header, second)) == ["指标", "单位", "2020年", "目标值 2025年", "目标值 2030年", "属性"]


def test_a_head_merged_down_stays_as_it_is() -> None:
    header = row("指标", "2020年")

    assert join_in_place(header, header) == header


def test_a_shorter_line_goes_under_the_head_with_room() -> None:
    header = row("序号", "项目名称", "总投资", "其中:", "责任单位")

    assert words(join_spanned(header, lower("中央", "省级", "地方及社会"), 7)) == [
        "序号",
        "项目名称",
        "总投资",
        "其中:中央",
        "其中:省级",
        "其中:地方及社会",
        "责任单位",
    ]


def test_a_bare_year_has_more_room_than_one_with_a_word() -> None:
    header = row("指标", "单位", "2015年实际值", "2020年")

    assert words(join_spanned(header, lower("目标值", "变化幅度/变化率"), 5)) == [
        "指标",
        "单位",
        "2015年实际值",
        "2020年 目标值",
        "变化幅度/变化率",
    ]


def test_a_line_that_does_not_account_for_the_width_is_no_header() -> None:
    header = row("指标", "单位", "2020年", "目标值")

    assert join_spanned(header, lower("2025年", "2030年"), 4) is None
    assert join_spanned(header, lower("2025年"), 4) is None


def test_a_line_of_long_cells_or_unknown_words_is_no_header() -> None:
    header = row("序号", "重点任务", "总投资", "责任单位")

    assert join_spanned(header, lower("推进节能改造", "推进绿色交通"), 5) is None
    assert join_spanned(header, lower("一" * 30, "二" * 30), 5) is None


def test_known_heads_are_counted() -> None:
    assert known_heads(row("指标", "2020年", "甲", "")) == 2


@given(
    st.lists(st.sampled_from(["指标", "2020年", "目标值", "其中", "", "甲"]), min_size=1, max_size=6),
    st.lists(st.sampled_from(["2025年", "中央", "", "乙"]), min_size=1, max_size=6),
    st.integers(min_value=0, max_value=12),
)
def test_a_joined_header_always_has_the_width_asked_for(upper: list[str], second: list[str], width: int) -> None:
    joined = join_spanned(row(*upper), lower(*second), width)

    assert joined is None or len(joined) == width
