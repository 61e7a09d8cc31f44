"""附表: every target, task and project on its own line, with the place in the plan that each is from."""

from __future__ import annotations

from ditan.base.reporting.documents import Block, DataTable, Paragraph
from ditan.domains.evaluation.composing.tasks import standing
from ditan.domains.evaluation.composing.wording import UNNAMED, judgement, money, names, percent, sourced
from ditan.domains.evaluation.facts import Facts, Sourced


def annex_indicators(facts: Facts) -> list[Block]:
    """Every target with its path, completion and the rule by which it was judged."""
    if not facts.indicators:
        return [Paragraph("无数据：没有跟踪的目标。")]
    rows = [
        [
            str(number),
            each.name,
            each.nature or None,
            each.unit or None,
            None if each.year is None else str(each.year),
            sourced(each.asked),
            sourced(each.due),
            sourced(each.actual),
            each.period or None,
            percent(each.completion),
            judgement(each),
            each.rule or None,
            each.department or UNNAMED,
        ]
        for number, each in enumerate(facts.indicators, 1)
    ]
    head = ["序号", "指标", "属性", "单位", "目标年", "目标值", f"{facts.day.year}年应达", "实际值", "报告期"]
    return [
        DataTable(
            head=[*head, "完成率", "判断", "判定规则", "责任单位"],
            rows=rows,
            caption="主要指标明细",
            widths=[2, 7, 3, 4, 3, 5, 5, 5, 5, 4, 5, 12, 6],
        )
    ]


def place(value: Sourced) -> str | None:
    """Where it stands in the plan, as a cell: a note for each row of a long list would fill half of every page."""
    told = "；".join(note.text for note in value.notes)
    return told.removeprefix("规划原文").removeprefix("第").removesuffix("字") or None


def annex_tasks(facts: Facts) -> list[Block]:
    """Every task with whose it is and how far it has come."""
    if not facts.tasks:
        return [Paragraph("无数据：没有在库的任务。")]
    rows = [
        [
            each.number or str(number),
            each.category or None,
            each.text.text,
            names(each.departments, 12),
            each.deadline or (each.due_on.isoformat() if each.due_on else None),
            each.state_label or "未交办",
            None if each.percent is None else f"{each.percent}%",
            standing(each) if each.is_handed_out else None,
            place(each.text),
        ]
        for number, each in enumerate(facts.tasks, 1)
    ]
    return [
        DataTable(
            head=["序号", "类别", "任务", "责任单位", "时限", "状态", "进度", "时限情况", "原文字位"],
            rows=rows,
            caption="任务清单",
            widths=[2, 5, 24, 12, 5, 5, 3, 4, 6.6],
        )
    ]


def annex_projects(facts: Facts) -> list[Block]:
    """Every project with the money that the plan prints and what the library knows."""
    if not facts.projects:
        return [Paragraph("无数据：没有在库的项目。")]
    rows = [
        [
            each.number or str(number),
            each.category or None,
            each.called.text,
            each.period or None,
            money(each.printed),
            money(each.planned),
            money(each.allocated),
            money(each.spent),
            "、".join([*each.funds, *(["来源待定"] if each.undecided else [])]) or None,
            each.state_label or "未入项目库",
            names(each.departments),
            place(each.name),
        ]
        for number, each in enumerate(facts.projects, 1)
    ]
    return [
        DataTable(
            head=[
                "序号",
                "类别",
                "项目",
                "建设期",
                "规划总投资",
                "计划",
                "已下达",
                "已支付",
                "资金来源",
                "状态",
                "责任单位",
                "原文字位",
            ],
            rows=rows,
            caption="项目清单（万元）",
            widths=[2, 5, 15, 6, 6, 6, 4.5, 4.5, 5.5, 4, 8, 6.6],
        )
    ]
