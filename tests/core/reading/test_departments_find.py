"""Responsibility clauses in running text, told from every other bracket."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.departments import find_responsibilities


def found(text: str) -> list[tuple[list[str], list[str]]]:
    return [
        ([name.text for name in clause.lead], [name.text for name in clause.cooperating])
        for clause in find_responsibilities(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "推进改造。(区住建委牵头,区城管局按职责分工负责)",
        "推进改造。〔区住建委牵头,区城管局配合〕",
        "推进改造。[区住建委牵头,区城管局配合]",
        "推进改造。【牵头单位:区住建委;配合单位:区城管局】",
        "推进改造(区住建委牵头,区城管局按职责分工负责)。",
        "推进改造。(区住建委牵头,区城管局按职责分工负责",
        "推进改造。(区住建委牵头,区城管局按职责分工负责\n\n下一段没有括号。",
        "推进改造,利用率保持100%(区住建委牵头,区城管局按职责分工负责)",
        "推进改造。牵头单位:区住建委。配合单位:区城管局。",
        "推进改造。\n牵头单位:区住建委\n配合单位:区城管局\n",
        "推进改造。\n【牵头单位】区住建委\n【配合单位】区城管局",
        "推进改造。——牵头单位:区住建委;参与单位:区城管局",
        "推进改造,完成年度任务 牵头单位:区住建委 协办单位:区城管局",
        "推进改造。\n  责任单位:区住建委牵头,区城管局配合",
        "推进改造。\n责任单位:\n区住建委牵头,区城管局配合",
        "推进改造。(责任单位:区住建委牵头,区城\n管局配合)",
        "推进改造。(区住建委牵头,区城管局按职\n责分工负责)",
        "推进(含老旧小区)改造(以下简称“改造”)。(区住建委牵头,区城管局参与)",
    ],
)
def test_a_clause_is_found_in_every_print(text: str) -> None:
    assert found(text) == [(["区住建委"], ["区城管局"])]


def test_several_clauses_of_one_paragraph_are_found_in_order() -> None:
    text = "完成清单。〔市生态环境局牵头,市发改局参与〕新建锅炉。(市场监管局牵头,市经信局参与)"

    assert found(text) == [(["市生态环境局"], ["市发改局"]), (["市场监管局"], ["市经信局"])]


def test_a_list_that_breaks_behind_its_mark_goes_on_in_the_next_line() -> None:
    text = "发展光伏。\n牵头单位:县发改局;配合单位:县供电公司、\n县住建局\n2.下一项。"

    assert found(text) == [(["县发改局"], ["县供电公司", "县住建局"])]


def test_a_label_line_that_breaks_inside_a_name_goes_on_in_the_next_line() -> None:
    text = "责任单位:区发展改革委、区经济信息委、区生态环\n境局、区住房城乡建委"

    assert found(text) == [(["区发展改革委", "区经济信息委", "区生态环境局", "区住房城乡建委"], [])]


def test_a_numbered_line_below_a_label_is_not_part_of_it() -> None:
    text = "责任单位:区发展改革委、\n(二)区经济信息委牵头推进"

    assert found(text) == [(["区发展改革委"], [])]


@pytest.mark.parametrize(
    "text",
    [
        "推进广铜(广州、铜梁)“一带一路”合作区建设。",
        "实施生态环境准入清单(以下简称“三线一单”)管控。",
        "覆盖三个镇(金凤镇、含谷镇、走马镇)。",
        "加强企(事)业单位监管。",
        "推广政府和社会资本合作(PPP)模式。",
        "完善风险隐患数据库(含地质灾害隐患点)。",
        "由企业(建设单位负责)开展监测工作。",
        "建立主要领导负责、统分结合的机制。",
        "明确牵头部门和职责划分,加强沟通。",
        "优良天数比例(AQI达标率)达到94%。",
        "根据通知(潮府〔2018〕17号)要求。",
        "",
    ],
)
def test_other_brackets_and_mentions_of_duty_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_clause_spans_its_brackets() -> None:
    text = "推进改造。(区住建委负责)其余文字。"

    (clause,) = find_responsibilities(text, 0, len(text))

    assert text[clause.start : clause.end] == "(区住建委负责)"
    assert text[clause.lead[0].start : clause.lead[0].end] == "区住建委"


def test_only_the_asked_stretch_is_searched() -> None:
    text = "甲。(区住建委负责)乙。(区城管局负责)"

    assert [clause.lead[0].text for clause in find_responsibilities(text, 11, len(text))] == ["区城管局"]


@given(st.text(alphabet="区市局委、,;。:()〔〕牵头配合负责责任单位按职责分工1.一\n ", max_size=120))
def test_clauses_never_overlap_and_stay_inside_the_text(text: str) -> None:
    last = 0
    for clause in find_responsibilities(text, 0, len(text)):
        assert last <= clause.start < clause.end <= len(text)
        last = clause.end


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "(落实",
        "责任单位:",
        "(区发改委、",
        "(负责)",
        "、",
        "(按职责分工",
        "\n(牵头",
        " ",
        "\n",
        "责任单位:区发改委\n",
    ],
)
def test_hostile_repetition_is_read_in_bounded_time(piece: str) -> None:
    text = piece * 5_000

    began = time.perf_counter()
    find_responsibilities(text, 0, len(text))

    assert time.perf_counter() - began < 5.0


def test_a_closing_sentence_of_names_and_duty_needs_no_bracket() -> None:
    text = "构建政策体系。市生态环境局牵头,市发展改革委、市住房城乡建设局等按职责分工负责。\n"
    (found,) = find_responsibilities(text, 0, len(text))

    assert [name.text for name in found.lead] == ["市生态环境局"]
    assert [name.text for name in found.cooperating] == ["市发展改革委", "市住房城乡建设局"]


def test_a_closing_sentence_that_says_more_names_nobody() -> None:
    for text in ("完善机制。市生态环境局负责提出年度计划并组织落实。\n", "完善机制。各项任务由项目业主具体负责。\n"):
        assert find_responsibilities(text, 0, len(text)) == ()
