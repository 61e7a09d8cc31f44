"""Chapters from facts: totals that reconcile, sources at every number, and what is unknown said in words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest

from ditan.base.reporting.documents import Block, Chart, DataTable, Items, Paragraph, arrange, plain
from ditan.base.reporting.documents.model import notes_of
from ditan.domains.evaluation.chapters import PROSE, template_of, templates
from ditan.domains.evaluation.composing import DRAFTS, SOURCES
from ditan.domains.evaluation.composing.assembling import NOTHING_WRITTEN, ChapterText, Cover, document_of
from tests.domains.evaluation.samples import BULLETIN, COUNTED, EMPTY, FACTS, FOREST, PRINTED

COVER = Cover("2025年度评估报告", datetime.date(2026, 11, 29), "铜山区双碳办")


def tables(blocks: Sequence[Block]) -> list[DataTable]:
    return [block for block in blocks if isinstance(block, DataTable)]


def text_of(blocks: Sequence[Block]) -> str:
    """Everything that the blocks say, a line each."""
    lines = []
    for block in blocks:
        match block:
            case Paragraph(text):
                lines.append(plain(text))
            case Items(entries):
                lines.extend(plain(entry) for entry in entries)
            case DataTable():
                lines.extend("|".join(plain(cell) for cell in row) for row in block.rows)
    return "\n".join(lines)


def column(table: DataTable, name: str) -> list[str]:
    place = [plain(cell) for cell in table.head].index(name)
    return [plain(row[place]) for row in table.rows]


@pytest.mark.parametrize("kind", ["annual", "mid", "final"])
def test_every_chapter_of_a_template_has_somebody_who_writes_it(kind: str) -> None:
    for each in templates(kind):
        assert each.prose in PROSE
        assert each.source in SOURCES or each.prose == "required", each.code
    assert len({each.code for each in templates(kind)}) == len(templates(kind))


def test_a_chapter_that_the_kind_has_not_is_none() -> None:
    with pytest.raises(KeyError):
        template_of("annual", "lessons")


def test_every_number_of_the_table_of_targets_carries_its_source() -> None:
    (table, *_) = tables(SOURCES["indicators"](FACTS))
    forest = table.rows[0]
    assert [plain(cell) for cell in forest] == [
        *("森林覆盖率", "%", "2025", "≥51", "50.2", "2025年", "明显低于序时进度", "区林业局")
    ]
    assert notes_of(forest[3]) == (PRINTED,)
    assert notes_of(forest[4]) == (BULLETIN,)


def test_a_target_without_data_is_said_to_have_none_and_whose_it_is() -> None:
    blocks = SOURCES["indicators"](FACTS)
    said = text_of(blocks)
    assert "湿地保护率|≥51（2025年）|—|无数据：没有可用于评定的数据；请责任单位填报|未明确责任单位" in said
    assert "能耗降低|市级下达（2025年）|—|目标值由上级下达|未明确责任单位" in said
    assert "绿色社区：未绑定统计指标或未印出目标年（责任单位：区住房城乡建委）" in said


def test_targets_are_counted_once_by_how_they_stand() -> None:
    (table,) = tables(SOURCES["summary"](FACTS))
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["达成", "1"],
        ["明显低于序时进度", "1"],
        ["待下达", "1"],
        ["无数据", "1"],
        ["合计", "4"],
    ]
    assert notes_of(table.rows[0][1]) == (COUNTED,)


def test_a_draft_for_comment_binds_nobody() -> None:
    said = text_of(SOURCES["summary"](replace(FACTS, plan=replace(FACTS.plan, is_draft=True))))
    assert "其目标不具约束力" in said
    assert "其目标不具约束力" not in text_of(SOURCES["summary"](FACTS))


def test_demonstration_data_is_labelled() -> None:
    shown = replace(FACTS, indicators=(replace(FOREST, demo=True),))
    assert "含演示数据" in text_of(SOURCES["summary"](shown))
    assert "森林覆盖率（演示）" in text_of(SOURCES["indicators"](shown))


def test_a_chart_draws_actuals_beside_the_path_and_names_those_without() -> None:
    blocks = SOURCES["progress"](FACTS)
    chart = next(block for block in blocks if isinstance(block, Chart))
    assert (chart.title, chart.categories) == ("森林覆盖率", ["2020", "2021", "2024", "2025"])
    assert [str(value) for value in chart.series[0].values] == ["49.5", "None", "50", "50.2"]
    assert [str(value) for value in chart.series[1].values] == ["None", "49.8", "None", "51"]
    assert set(chart.notes) == {BULLETIN, PRINTED}
    assert "无数据：不足两年、看不出变化的目标2项：湿地保护率、能耗降低" in text_of(blocks)


def test_tasks_are_counted_once_under_the_department_that_leads() -> None:
    blocks = SOURCES["tasks"](FACTS)
    (table, late) = tables(blocks)
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["区发展改革委", "2", "1", "0", "0", "1", "0"],
        ["区水利局", "1", "0", "0", "0", "0", "1"],
        ["合计", "3", "1", "0", "0", "1", "1"],
    ]
    assert [plain(cell) for cell in late.rows[0]] == ["2", "任务2", "区发展改革委", "2025-06-30", "12"]
    assert "无数据：1项任务未交办，办理情况不明（责任单位：区水利局）" in text_of(blocks)
    assert "另有1项任务尚未审核入库" in text_of(blocks)


def test_money_adds_up_and_what_is_not_known_is_no_zero() -> None:
    blocks = SOURCES["projects"](FACTS)
    money, over = tables(blocks)
    assert [[plain(cell) for cell in row] for row in money.rows] == [
        ["能源", "4", "1,597.75*", "1,000.5*", "500*", "600*"],
        ["合计", "4", "1,597.75*", "1,000.5*", "500*", "600*"],
    ]
    assert [plain(cell) for cell in over.rows[0]] == ["项目1", "区经济信息委", "1,000.5", "500", "600"]
    assert "无数据：3个项目没有资金支付数据" in text_of(blocks)


def test_where_the_plans_sums_do_not_agree_the_finding_stands_beside_them() -> None:
    said = text_of(SOURCES["projects"](FACTS))
    assert "3 个项目逐项相加为 1,597.75 万元；1 个项目未印出投资额，未计入。" in said
    assert "第4项“项目4”：印出的分项资金与总投资相差 0.04 万元，属规划原文问题" in said
    assert "合计行的各项资金相加为100.04，与总投资100相差0.04。（规划原文疑点，待审核，报告未作更正）" in said
    assert "1个项目的资金来源列在原文中无法确定，报告不作推断" in said


def test_an_assessment_stands_with_its_source_and_a_missing_score_is_unknown() -> None:
    (table,) = tables(SOURCES["assessment"](FACTS))
    assert [[plain(cell) for cell in row] for row in table.rows] == [["区林业局", "91.5", "1"], ["区水利局", "—", "—"]]
    assert notes_of(table.rows[0][1]) == (BULLETIN,)


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_without_facts_every_chapter_says_that_there_are_none(source: str) -> None:
    blocks = SOURCES[source](EMPTY)
    assert blocks
    said = text_of(blocks)
    assert any(word in said for word in ("无数据", "未列", "未发现", "没有")), said


def test_annexes_list_everything_with_its_place_in_the_plan() -> None:
    (tasks,) = tables(SOURCES["annex_tasks"](FACTS))
    assert column(tasks, "原文字位") == ["10—19", "20—29", "30—39"]
    assert column(tasks, "状态") == ["销号", "办理中", "未交办"]
    (projects,) = tables(SOURCES["annex_projects"](FACTS))
    assert column(projects, "规划总投资") == ["1,000.5", "497.25", "—", "100"]
    assert column(projects, "资金来源") == ["—", "来源待定", "—", "—"]
    (indicators,) = tables(SOURCES["annex_indicators"](FACTS))
    assert column(indicators, "2025年应达")[0] == "51"
    assert column(indicators, "完成率")[:2] == ["98.4%", "98.4%"]


def test_projects_of_one_name_are_told_apart_by_what_is_built_and_known_funds_are_named() -> None:
    first, *others = FACTS.projects
    bus = replace(first, content="更新纯电动\n公交车99台", funds=("上级资金", "社会投资"))
    long = replace(first, content=f"{'森林' * 19}12300平方米", undecided=True, funds=("社会投资",))
    (table,) = tables(SOURCES["annex_projects"](replace(FACTS, projects=(bus, long, *others))))
    assert column(table, "项目")[:2] == ["项目1：更新纯电动 公交车99台", f"项目1：{'森林' * 19}…"]
    assert column(table, "资金来源")[:2] == ["上级资金、社会投资", "社会投资、来源待定"]
    assert replace(first, content=first.name.text).called == first.name


def test_what_a_person_begins_with_names_what_is_amiss() -> None:
    lines = DRAFTS["problems"](FACTS).split("\n")
    assert lines[0] == "（1）部分目标进度滞后：森林覆盖率。"
    assert lines[1] == "（2）1 项任务超期未办结，涉及区发展改革委。"
    assert lines[2] == "（3）1 个项目支付超出计划：项目1。"
    assert DRAFTS["problems"](EMPTY) == DRAFTS["next"](EMPTY) == ""
    assert len(DRAFTS["next"](FACTS).split("\n")) == 5


def test_a_document_has_its_chapters_in_order_and_names_what_was_left_out() -> None:
    chapters = [
        ChapterText("存在问题", "", required=True, text="一段。\n\n二段。", written_by="张三", written_on=COVER.date),
        ChapterText("考核情况", "assessment", left_out="尚未考核"),
        ChapterText("下一步工作", "", required=True),
        ChapterText("附表2　任务清单", "annex_tasks", landscape=True),
    ]
    document = document_of(COVER, chapters, FACTS)
    assert [section.title for section in document.sections] == [
        "存在问题",
        "下一步工作",
        "未列入的章节",
        "附表2　任务清单",
    ]
    assert text_of(document.sections[0].blocks) == "一段。\n二段。"
    assert "本节文字由张三撰写，2026-11-29" in arrange(document).notes
    assert text_of(document.sections[1].blocks) == NOTHING_WRITTEN
    assert "考核情况：尚未考核" in text_of(document.sections[2].blocks)


def test_what_is_missing_is_what_people_must_write_and_did_not() -> None:
    assert ChapterText("甲", "", required=True, text=" \n").is_missing
    assert not ChapterText("甲", "", required=True, text="写了").is_missing
    assert not ChapterText("甲", "", required=True, left_out="不适用").is_missing
    assert not ChapterText("甲", "summary").is_missing
