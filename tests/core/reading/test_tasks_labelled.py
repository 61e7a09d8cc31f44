"""Task tables of the labelled plans, against their hand-made truth."""

import json
from pathlib import Path
from typing import Any

import pytest

from ditan.core.reading.clean import clean
from ditan.core.reading.departments import plain_key
from ditan.core.reading.draft import Measure
from ditan.core.reading.measures import read_measures
from ditan.core.reading.outline import read_outline
from ditan.core.reading.tables import find_tables
from ditan.core.reading.tasks import read_tasks

ROOT = Path(__file__).parents[3]
PLANS = ROOT / "examples" / "plans"
TRUTH = ROOT / "tests" / "data" / "truth"


def read(name: str) -> tuple[tuple[Measure, ...], tuple[Measure, ...], str]:
    text = (PLANS / f"{name}.txt").read_text("utf-8")
    page = clean(text)
    outline = read_outline(page)
    tables = find_tables(page, outline)
    measures = read_measures(page, outline, tables)
    return measures, read_tasks(page, tables, outline, measures), text


def truth(name: str) -> list[dict[str, Any]]:
    data: dict[str, Any] = json.loads((TRUTH / f"{name}_tasks.json").read_text("utf-8"))
    rows: list[dict[str, Any]] = data["rows"]
    return rows


def keys(names: tuple[str, ...] | list[str]) -> set[str]:
    return {plain_key(name) for name in names}


def test_the_140_rows_of_a_stream_are_read_with_lead_and_cooperating() -> None:
    _, tasks, _ = read("004-tongliang-climate")
    rows = truth("004-tongliang-climate")

    assert [task.number for task in tasks] == [str(row["number"]) for row in rows]
    for task, row in zip(tasks, rows, strict=True):
        assert task.text[:8] == row["text_starts"][:8]
        assert keys(task.lead) == keys(row["lead"]), task.number
        assert keys(task.cooperating) == keys(row["cooperating"]), task.number


def test_the_59_rows_of_a_damaged_pipe_table_are_read_as_joint() -> None:
    _, tasks, _ = read("002-guangyangwan-eco-city")
    rows = truth("002-guangyangwan-eco-city")

    assert [task.number for task in tasks] == [str(row["number"]) for row in rows]
    for task, row in zip(tasks, rows, strict=True):
        assert task.text[:8] == row["text_starts"][:8]
        assert keys(task.lead) == keys(row["responsible"]), task.number
        assert task.cooperating == ()
        assert task.roles in ("joint", "single")


@pytest.mark.parametrize("name", ["004-tongliang-climate", "002-guangyangwan-eco-city"])
def test_every_task_quotes_the_original(name: str) -> None:
    _, tasks, text = read(name)

    assert all(text[slice(*task.span)] == task.quote for task in tasks)
    assert all(task.department_span is not None for task in tasks)


def test_rows_are_linked_to_the_measures_that_they_repeat() -> None:
    measures, tasks, _ = read("002-guangyangwan-eco-city")
    linked = {task.number: measures[task.repeats].title for task in tasks if task.repeats is not None}

    assert len(linked) >= 57
    assert linked["4"] == "大力推广绿色建造"
    assert linked["43"] == "强化投入支持"
    assert linked["59"] == "强化责任落实"


def test_rows_of_indicators_repeat_no_measure_and_tasks_do() -> None:
    measures, tasks, _ = read("004-tongliang-climate")
    linked = [task.repeats for task in tasks]

    assert all(place is not None for place in linked[12:])
    assert measures[linked[41] or 0].title == "加快工业低碳转型"
    assert [tasks[place].title for place in (41, 42, 84)] == [
        "抑制高碳排放行业过快增长",
        "推动制造业低碳发展",
        "建设铜梁智慧气象体系",
    ]


def test_a_section_title_printed_alone_starts_a_new_category() -> None:
    _, tasks, _ = read("004-tongliang-climate")
    categories = {task.number: task.category for task in tasks}

    assert categories["83"] == "提升重点领域气候适应水平"
    assert categories["84"] == "推动重点区域适应气候变化"
    assert categories["124"] == "完善应对气候变化领域财税政策"
    assert categories["134"] == "推进试点示范建设"
