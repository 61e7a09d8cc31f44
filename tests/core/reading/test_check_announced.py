"""What a plan announces of itself, against what it holds."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.announced import announced_counts, announced_names
from ditan.core.reading.check.plan import Plan
from ditan.core.reading.draft import Nature
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes

NAMES = tuple(f"绿色指标{word}" for word in "甲乙丙丁戊己庚辛壬癸子丑寅")


def indicators(sentence: str, rows: int, natures: tuple[Nature, ...] = (), confidence: float = 0.9) -> Plan:
    text = sentence + "\n" + "".join(f"{name}(%)70\n" for name in NAMES[:rows])
    make = Maker(text)
    items = [
        make.indicator(
            f"{name}(%)70", name, "%", {"2025": 70.0}, table="2-1指标体系", confidence=confidence,
            nature=natures[index] if natures else None,
        )
        for index, name in enumerate(NAMES[:rows])
    ]  # fmt: skip
    return made_plan(made_draft(text, indicators=items))


def counts(plan: Plan) -> list[tuple[str, list[str]]]:
    return [(one.level, quotes(one)) for one in announced_counts(plan)]


def test_plan_004_announces_13_indicators_and_lists_12() -> None:
    sentence = "十四五”期间共设置应对气候变化重点指标13项目,包括综合控制指标、结构性控制指标。"
    assert counts(indicators(sentence, 12)) == [("error", ["共设置应对气候变化重点指标13项目", f"{NAMES[11]}(%)70"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "规划共提出4类10项指标。",
        "构建由十个指标组成的体系,包括10项主要指标。",
        "本规划设置约束性和预期性指标共10个。",
    ],
)
def test_other_announcements_that_do_not_hold(sentence: str) -> None:
    assert [level for level, _ in counts(indicators(sentence, 9))] == ["error"]


@pytest.mark.parametrize(
    "sentence",
    [
        "共设置重点指标12项。",
        "共设置应对气候变化重点指标十二项。",
        "到2025年,各项指标完成13项任务后验收。",
        "完善指标体系。",
        "明确1项核心指标。",
    ],
)
def test_announcements_that_hold_or_are_none(sentence: str) -> None:
    assert counts(indicators(sentence, 12)) == []


def test_unsure_rows_are_not_counted_against_the_plan() -> None:
    assert counts(indicators("共设置重点指标13项。", 12, confidence=0.5)) == []


def test_without_a_table_nothing_can_be_counted() -> None:
    assert counts(made_plan(made_draft("共设置重点指标13项。"))) == []


def test_the_number_of_binding_indicators() -> None:
    natures: tuple[Nature, ...] = ("约束性", "约束性", "预期性")
    wrong = indicators("其中约束性指标3项、预期性指标1项。", 3, natures)
    assert [one.message for one in announced_counts(wrong)] == ["文中称“约束性指标3项”,指标表中标为约束性的有2项。"]
    assert counts(indicators("其中约束性指标2项、预期性指标1项。", 3, natures)) == []


def measures(sentence: str, count: int) -> list[str]:
    text = sentence + "\n" + "".join(f"{number}.推进第{number}类工作。\n" for number in range(1, count + 1))
    make = Maker(text)
    items = [make.measure(f"{number}.推进第{number}类工作", f"{number}.") for number in range(1, count + 1)]
    return [one.level for one in announced_counts(made_plan(made_draft(text, measures=items)))]


def test_so_many_tasks_announced_and_fewer_held() -> None:
    assert measures("方案提出6个方面30项重点任务。", 28) == ["warning"]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("方案提出6个方面28项重点任务。", 28),
        ("部署28条举措。", 28),
        ("共完成3项任务。", 28),
        ("带动投资40亿元,共实施37个项目。", 28),
        ("方案提出30项重点任务。", 0),
    ],
)
def test_task_counts_that_hold_or_speak_of_other_things(sentence: str, count: int) -> None:
    assert measures(sentence, count) == []


def listed(sentence: str, titles: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    text = (
        sentence
        + "\n"
        + "\n".join(f"({mark}){title}\n加快推进。" for mark, title in zip("一二三四五六七", titles, strict=False))
    )
    make = Maker(text)
    outline = [
        make.heading(f"({mark}){title}", f"({mark})", title, 2)
        for mark, title in zip("一二三四五六七", titles, strict=False)
    ]
    return [(one.code, quotes(one)) for one in announced_names(made_plan(made_draft(text, outline=outline)))]


TASKS = ("加快培育壮大绿色产业", "扎实推动产业绿色转型", "全面营造绿色发展环境")
WORKS = (
    "实施绿色科创体系建设工程", "实施绿色产业主体培育工程", "实施绿色产业空间优化工程",
    "实施数字转型智慧赋能工程", "实施协同开放合作拓展工程", "实施绿色产业人才引育工程",
)  # fmt: skip


def test_plan_001_announces_an_atmosphere_and_heads_an_environment() -> None:
    names = "“3”个重点任务:加快培育壮大绿色产业、扎实推动产业绿色转型、全面营造绿色发展氛围"
    assert listed(f"布局{names};实施工程。", TASKS) == [("announced-name-differs", [names, "(三)全面营造绿色发展环境"])]


def test_plan_001_announces_innovation_works_and_heads_science_works() -> None:
    names = (
        "“6”大专项工程:绿色创新体系建设工程、绿色产业主体培育工程、绿色产业空间优化工程、"
        "数字转型智慧赋能工程、协同开放合作拓展工程、绿色产业人才引育工程"
    )
    assert listed(f"实施{names}。", WORKS) == [("announced-name-differs", [names, "(一)实施绿色科创体系建设工程"])]


def test_a_list_of_another_length_than_its_number() -> None:
    sentence = "布局4个重点任务:加快培育壮大绿色产业、扎实推动产业绿色转型、全面营造绿色发展环境。"
    assert [code for code, _ in listed(sentence, TASKS)] == ["announced-count-differs"]


@pytest.mark.parametrize(
    "sentence",
    [
        "布局3个重点任务:加快培育壮大绿色产业、扎实推动产业绿色转型、全面营造绿色发展环境。",
        "建设5个园区:甲园区、乙园区、丙园区、丁园区、戊园区。",
        "布局4个重点任务:做强绿色产业、推动产业转型、营造发展氛围。",
    ],
)
def test_lists_that_agree_or_announce_no_headings(sentence: str) -> None:
    assert listed(sentence, TASKS) == []


def projects(sentence: str, count: int, numbers: tuple[str, ...] = ()) -> list[str]:
    printed = [f"建设第{number}个绿色工程" for number in range(1, count + 1)]
    text = sentence + "\n" + "\n".join(printed)
    make = Maker(text)
    items = [
        make.project(quote, numbers[index] if numbers else str(index + 1), 1.0) for index, quote in enumerate(printed)
    ]
    return [one.level for one in announced_counts(made_plan(made_draft(text, projects=items)))]


@pytest.mark.parametrize(
    "sentence",
    ["本规划共安排重点工程4大类8个项目。", "项目库共储备九个项目。", "附表2共列入8项重点项目。"],
)
def test_so_many_projects_announced_and_fewer_listed(sentence: str) -> None:
    assert projects(sentence, 6) == ["warning"]


@pytest.mark.parametrize(
    "sentence",
    ["本规划共安排重点工程4大类6个项目。", "推进137个重点项目建设。", "“十三五”累计实施智能化改造项目268个。"],
)
def test_project_counts_that_hold_or_speak_of_other_projects(sentence: str) -> None:
    assert projects(sentence, 6) == []


def test_a_project_list_without_running_numbers_is_not_counted() -> None:
    assert projects("本规划共安排8个项目。", 6, ("1", "2", "3", "5", "6", "7")) == []
    assert projects("本规划共安排8个项目。", 6, ("",) * 6) == []
