"""Page marks and running heads."""

import pytest

from ditan.core.reading.clean import clean


@pytest.mark.parametrize(
    "mark",
    ["— 1 —", "- 23 -", "—5—", "第3页", "第 3 页 共 20 页", "第3页/共20页", "3/20页", "Page 3 of 20"],
)
def test_a_page_mark_on_its_own_line_goes(mark: str) -> None:
    assert clean(f"推进节能\n{mark}\n减排").text == "推进节能\n减排"


@pytest.mark.parametrize("line", ["-", "12", "3-1", "-5%", "2021-2025", "1/3", "第3页所示项目"])
def test_a_cell_or_a_phrase_is_no_page_mark(line: str) -> None:
    assert clean(f"推进节能\n{line}\n减排").text == f"推进节能\n{line}\n减排"


def test_running_heads_beside_form_feeds_go() -> None:
    text = "".join(f"第{page}段内容\n{page}\n\f某区节能规划\n" for page in range(1, 5))
    assert clean(text).text.split() == ["第1段内容", "第2段内容", "第3段内容", "第4段内容"]


def test_a_page_mark_with_its_total_goes_wherever_it_stands() -> None:
    assert clean("第 1 页 共 14 页 推进节能。第2页/共14页减排。").text == "推进节能。减排。"


def test_a_running_head_beside_page_marks_goes() -> None:
    text = "".join(f"第{page}段内容推进节能。\n— {page} —\n某区节能规划\n" for page in range(1, 5))
    assert clean(text).text.split() == [f"第{page}段内容推进节能。" for page in range(1, 5)]


def test_a_cell_beside_two_page_marks_stays() -> None:
    text = "约束性\n— 1 —\n约束性\n预期性\n— 2 —\n指标\n"
    assert clean(text).text == "约束性\n约束性\n预期性\n指标\n"
