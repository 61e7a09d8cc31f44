"""Hard line ends: pages whose lines a conversion broke at one width."""

from __future__ import annotations

from pathlib import Path

import pytest

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import read_document
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


def cut(text: str, count: int) -> str:
    """Every line broken after so many characters, whatever they are."""
    return "\n".join(line[at : at + count] for line in text.split("\n") for at in range(0, max(1, len(line)), count))


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


@pytest.mark.parametrize("count", [24, 37, 40, 52])
def test_lines_of_one_number_of_characters_are_joined(count: int) -> None:
    page = clean(cut("\n".join([SENTENCES] * 8), count))
    assert page.text == "\n".join([SENTENCES] * 8)


def test_digits_do_not_part_lines_of_one_number_of_characters() -> None:
    figures = "到2025年,空气质量优良天数比率达到87.5%,细颗粒物年均浓度降至34微克/立方米,森林覆盖率达到51%,新增造林3.2万亩,新能源汽车达到12000辆。"
    page = clean(cut("\n".join([SENTENCES, figures] * 6), 30))
    assert page.text.count(figures) == 6


def test_a_quote_keeps_the_line_end_that_the_page_has() -> None:
    page = clean(cut("\n".join([SENTENCES] * 8), 30))
    assert page.quote(0, 40) == SENTENCES[:30] + "\n" + SENTENCES[30:40]


def test_a_heading_on_a_line_of_its_own_is_not_joined_to_what_follows() -> None:
    text = "\n".join([*[cut(SENTENCES, 30)] * 6, "二、主要任务", *[cut(SENTENCES, 30)] * 6])
    assert "\n二、主要任务\n" in clean(text).text


@pytest.mark.slow
@pytest.mark.parametrize("count", [34, 40, 52])
@pytest.mark.parametrize("name", ["001-yuzhong-green-industry", "003-gaoxin-pollution-carbon"])
def test_a_plan_broken_at_one_number_of_characters_gives_the_same_targets(name: str, count: int) -> None:
    text = Path(f"examples/plans/{name}.txt").read_text(encoding="utf-8")
    lexicon = load_lexicon()
    whole = read_document(text.encode(), name=f"{name}.txt", lexicon=lexicon)
    broken = read_document(cut(text, count).encode(), name=f"{name}.txt", lexicon=lexicon)
    assert [(one.name, one.value, one.year) for one in broken.targets] == [
        (one.name, one.value, one.year) for one in whole.targets
    ]
