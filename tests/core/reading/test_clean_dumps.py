"""Counters of screen pages and blanks for line ends, as sites that share files leave them."""

from ditan.core.reading.clean import clean
from ditan.core.reading.clean.dumps import find_counters, find_wrap_blanks

PAGE = "大力推进节能降碳,加快园区循环化改造,完善污水收集处理设施," * 8


def test_counters_in_the_middle_of_sentences_are_taken_out() -> None:
    text = f"1、某市工作方案{PAGE}夯实重\n2、污染天气应急减排{PAGE}开展整治\n3、。推进能源转型。"

    assert clean(text).text == f"某市工作方案{PAGE}夯实重污染天气应急减排{PAGE}开展整治。推进能源转型。"


def test_a_list_whose_points_end_is_kept() -> None:
    text = f"1、{PAGE}完成改造。\n2、{PAGE}完成整治。\n3、{PAGE}完成建设。\n"

    assert find_counters(text) == []


def test_a_list_of_short_points_is_kept() -> None:
    assert find_counters("1、新建污水管网\n2、改造泵站\n3、整治河道\n") == []


def test_blanks_at_the_distance_of_line_ends_are_taken_out() -> None:
    line = "深入贯彻落实打好污染防治攻坚战的有关工作要求,特制定本方"
    text = " ".join([line] * 10)

    assert clean(text).text == line * 10


def test_blanks_that_stand_here_and_there_are_kept() -> None:
    text = "责任单位 市住建局 " + PAGE + "牵头 市发展改革委 " + PAGE + "配合 市财政局"

    assert find_wrap_blanks(text) == []


def test_blanks_of_a_short_line_are_kept() -> None:
    assert find_wrap_blanks("市财政局 市水利局 市住建局 市交通局 市林业局 市商务局 市统计局") == []
