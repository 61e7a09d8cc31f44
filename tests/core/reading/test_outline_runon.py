"""Headings of pages that lost their line ends."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.clean import clean
from ditan.core.reading.measures import read_measures
from ditan.core.reading.outline import read_outline
from ditan.core.reading.outline.lines import read_lines
from ditan.core.reading.outline.runon import part_run_on

BODY = "坚持问题导向,突出重点行业,完善工作机制,推动各项措施落地见效,确保按期完成。"


def pieces(text: str) -> list[str]:
    return [line.text for line in part_run_on(read_lines(text))]


def heads(text: str) -> list[tuple[str, str]]:
    return [(entry.number, entry.title) for entry in read_outline(clean(text)).entries]


def test_chapters_sections_and_points_in_one_paragraph_are_parted() -> None:
    text = (
        f"为改善水质,制定本方案。一、工作目标2022年,全市断面水质优良比例达到80%以上。{BODY}二、主要任务(一)打好碧水保卫战"
        f"1 .加快污水管网建设。{BODY}(责任单位:市住建局)2 .整治入河排污口。{BODY}(责任单位:市生态环境局、市水务局)"
    )

    assert heads(text) == [
        ("一", "工作目标"),
        ("二", "主要任务"),
        ("(一)", "打好碧水保卫战"),
        ("1", "加快污水管网建设"),
        ("2", "整治入河排污口"),
    ]


def test_points_that_close_with_their_departments_are_measures_on_one_line() -> None:
    text = (
        f"二、重点任务\n(一)推进工业节能1.淘汰落后产能。{BODY}(市工信局牵头,市发改委配合)2.建设绿色工厂。{BODY}(市工信局、市财政局)"
        f"3.推广节能设备。{BODY}(责任单位:市工信局)\n"
    )
    page = clean(text)
    measures = read_measures(page, read_outline(page))

    assert [(one.number, one.title) for one in measures] == [
        ("1", "淘汰落后产能"),
        ("2", "建设绿色工厂"),
        ("3", "推广节能设备"),
    ]
    assert [one.lead for one in measures] == [("市工信局",), ("市工信局", "市财政局"), ("市工信局",)]


def test_a_number_that_the_page_lost_leaves_a_gap_of_one() -> None:
    text = (
        f"二、任务(一)能源1.压减煤炭。{BODY}(责任单位:市发改委)3.发展光伏。{BODY}(责任单位:市能源局)4.改造锅炉。{BODY}"
    )

    assert [number for number, _ in heads(text)] == ["二", "(一)", "1", "3", "4"]


def test_titled_sections_on_one_line_are_parted() -> None:
    text = f"四、保障措施(一)加强组织领导。{BODY}(二)强化资金保障。{BODY}(三)严格考核问责。{BODY}"

    assert heads(text) == [
        ("四", "保障措施"),
        ("(一)", "加强组织领导"),
        ("(二)", "强化资金保障"),
        ("(三)", "严格考核问责"),
    ]


def test_an_enumeration_inside_a_sentence_is_left_whole() -> None:
    text = (
        f"{BODY}{BODY}有下列情形之一的,不予受理:(一)材料不齐全;(二)不符合产业政策;(三)能耗超过限额;(四)存在违法行为。{BODY}"
        f"{BODY}"
    )

    assert pieces(text) == [text]


def test_points_of_a_paragraph_without_departments_are_left_whole() -> None:
    text = f"1.推进绿色建造。{BODY}{BODY}重点做好三项工作。1.培育企业。{BODY}2.制定标准。{BODY}3.推广应用。{BODY}"

    assert pieces(text) == [text]


def test_decimals_and_short_lines_are_left_whole() -> None:
    text = f"{BODY}{BODY}{BODY}{BODY}PM2.5浓度下降1.5微克/立方米。2.3万吨产能退出。(责任单位:市工信局)1.2亿元投入使用。"

    assert pieces(text) == [text]
    assert pieces("一、目标。二、任务。三、保障。") == ["一、目标。二、任务。三、保障。"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([BODY, "一、", "二、", "(一)", "(二)", "1.", "2 .", "(责任单位:市水务局)", "任务", "。", " "]),
        max_size=40,
    )
)
def test_parting_keeps_every_character_in_its_place(parts: list[str]) -> None:
    text = "".join(parts)
    lines = part_run_on(read_lines(text))

    assert all(text[line.start : line.end] == line.text for line in lines)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


def test_a_section_behind_the_departments_of_the_one_before_begins_anew() -> None:
    text = (
        f"三、任务\n(一)落实监管机制。\n{BODY}{BODY}{BODY}(责任单位:各乡镇政府,县生态环境分局)(二)整治入河排污口。{BODY}"
        f"(责任单位:县水务局)(三)强化城镇污水治理。{BODY}\n"
    )

    assert heads(text) == [
        ("三", "任务"),
        ("(一)", "落实监管机制"),
        ("(二)", "整治入河排污口"),
        ("(三)", "强化城镇污水治理"),
    ]
