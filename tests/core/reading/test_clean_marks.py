"""Page marks, running heads and hard line ends."""

import pytest

from ditan.core.reading.clean import clean
from ditan.core.reading.clean.wraps import find_wraps

SENTENCES = (
    "到2025年,全区单位地区生产总值能源消耗比2020年下降百分之十四,绿色低碳循环发展的经济体系基本建成,生态环境质量持续改善,"
    "碳排放强度稳步下降,能源资源利用效率大幅提升,绿色建筑、绿色交通和绿色生活方式广泛推行。"
)


def wrapped(paragraphs: list[str], width: float) -> str:
    """Paragraphs with blanks in front, broken where their printed width is full."""
    lines = []
    for paragraph in paragraphs:
        line = "    "
        for char in paragraph:
            if sum(1 + (one > "\u2000") for one in line + char) > width:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return "\n".join(lines)


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


def test_lines_broken_at_one_width_are_joined() -> None:
    page = clean(wrapped([SENTENCES] * 8, 70))
    assert page.text.count(SENTENCES) == 8
    assert page.quote(0, len(page.text)).count("\n") == 8 * 3 - 1


def test_headings_between_wrapped_lines_keep_their_line() -> None:
    text = wrapped([SENTENCES] * 5, 70) + "\n第二章 主要任务\n" + wrapped([SENTENCES] * 5, 70)
    assert "\n第二章 主要任务\n" in clean(text).text


def test_lines_of_different_widths_are_paragraphs() -> None:
    text = "\n".join(SENTENCES[: 20 + 7 * index] + "。" for index in range(14))
    assert find_wraps(text) == []


def test_a_short_text_is_never_joined() -> None:
    assert find_wraps(wrapped([SENTENCES] * 2, 70)) == []


def test_a_page_mark_with_its_total_goes_wherever_it_stands() -> None:
    assert clean("第 1 页 共 14 页 推进节能。第2页/共14页减排。").text == "推进节能。减排。"


def test_a_running_head_beside_page_marks_goes() -> None:
    text = "".join(f"第{page}段内容推进节能。\n— {page} —\n某区节能规划\n" for page in range(1, 5))
    assert clean(text).text.split() == [f"第{page}段内容推进节能。" for page in range(1, 5)]


def test_a_cell_beside_two_page_marks_stays() -> None:
    text = "约束性\n— 1 —\n约束性\n预期性\n— 2 —\n指标\n"
    assert clean(text).text == "约束性\n约束性\n预期性\n指标\n"
