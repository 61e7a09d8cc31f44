"""重点任务推进情况: by department, then those that are late, then those of which nothing is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ditan.base.reporting.documents import Block, Chart, DataTable, Heading, Paragraph, Run, Series
from ditan.domains.evaluation.composing.summary import DONE
from ditan.domains.evaluation.composing.wording import UNNAMED, count, names, sourced
from ditan.domains.evaluation.facts import Facts, TaskFact

COLUMNS = ("办结", "办理中", "临期", "超期", "未交办")
COLOURS = ("#15803d", "#0284c7", "#ca8a04", "#b42318", "#9ca3af")


def tasks(facts: Facts) -> list[Block]:
    """Tasks by the department that leads, each counted once; late ones one by one."""
    if not facts.tasks:
        return [Paragraph(_none(facts))]
    by_department: dict[str, list[TaskFact]] = defaultdict(list)
    for each in facts.tasks:
        by_department[each.departments[0] if each.departments else UNNAMED].append(each)
    order = sorted(by_department, key=lambda name: (-len(by_department[name]), name))
    blocks: list[Block] = [
        Paragraph(
            [
                "任务",
                count(facts, len(facts.tasks)),
                "项，按牵头（第一责任）单位统计，每项只计一次。",
            ]
        ),
        _table(facts, by_department, order),
    ]
    if any(each.is_handed_out for each in facts.tasks):
        blocks.append(_chart(by_department, order))
    blocks.extend(_late(facts))
    missing = [each for each in facts.tasks if not each.is_handed_out]
    if missing:
        told = names((name for each in missing for name in each.departments[:1]), 5)
        blocks.append(
            Paragraph(["无数据：", count(facts, len(missing)), f"项任务未交办，办理情况不明（责任单位：{told}）。"])
        )
    if facts.unbooked_tasks:
        blocks.append(Paragraph(["另有", count(facts, facts.unbooked_tasks), "项任务尚未审核入库，未计入本报告。"]))
    return blocks


def _none(facts: Facts) -> list[str | Run]:
    if facts.unbooked_tasks:
        return ["无数据：规划的", count(facts, facts.unbooked_tasks), "项任务尚未审核入库。"]
    return ["规划文本未列任务分工表。"]


def standing(task: TaskFact) -> str:
    """The column in which a task is counted."""
    if not task.is_handed_out:
        return "未交办"
    if task.state in DONE:
        return "办结"
    return {"red": "超期", "yellow": "临期"}.get(task.light, "办理中")


def _counts(held: Sequence[TaskFact]) -> list[int]:
    places = [standing(each) for each in held]
    return [places.count(column) for column in COLUMNS]


def _table(facts: Facts, by_department: dict[str, list[TaskFact]], order: Sequence[str]) -> DataTable:
    rows = [[name, *map(str, [len(by_department[name]), *_counts(by_department[name])])] for name in order]
    sums = ["合计", *map(str, [len(facts.tasks), *_counts(facts.tasks)])]
    return DataTable(
        head=["牵头单位", "任务数", *COLUMNS],
        rows=[*rows, sums],
        caption=["各单位任务推进情况", Run("", (facts.counted,))],
        totals=1,
    )


def _chart(by_department: dict[str, list[TaskFact]], order: Sequence[str]) -> Chart:
    counted = {name: _counts(by_department[name]) for name in order}
    used = [place for place in range(len(COLUMNS)) if any(counted[name][place] for name in order)]
    return Chart(
        "bars",
        "各单位任务推进情况",
        list(order),
        [Series(COLUMNS[place], [counted[name][place] for name in order]) for place in used],
        "项",
        table=False,
        colours=[COLOURS[place] for place in used],
    )


def _late(facts: Facts) -> list[Block]:
    late = [each for each in facts.tasks if standing(each) == "超期"]
    if not late:
        return []
    late.sort(key=lambda each: -(each.late_days or 0))
    rows = [
        [
            each.number,
            sourced(each.text),
            names(each.departments),
            each.due_on.isoformat() if each.due_on else None,
            None if each.late_days is None else str(each.late_days),
        ]
        for each in late
    ]
    return [
        Heading("超期任务"),
        DataTable(head=["序号", "任务", "责任单位", "办理时限", "超期天数"], rows=rows, caption="超期任务"),
    ]
