"""重点项目与资金: totals that reconcile with their parts, and the finding where the plan's printed ones do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from ditan.base.reporting.documents import Block, Chart, DataTable, Heading, Items, Paragraph, Run, Series
from ditan.domains.evaluation.composing.wording import UNNAMED, count, money, names, sourced, together
from ditan.domains.evaluation.facts import Facts, ProjectFact

MONEY_CODES = ("total-differs", "project-counted-twice", "sum-differs")
"""Findings of the plan's text that bear on its sums of money."""
UNSORTED = "未分类"


def projects(facts: Facts) -> list[Block]:
    """Money by category, whether sums agree, what was overspent, what is not known."""
    if not facts.projects:
        if facts.unbooked_projects:
            return [Paragraph(["无数据：规划的", count(facts, facts.unbooked_projects), "个项目尚未审核入库。"])]
        return [Paragraph("规划文本未列项目。")]
    by_category: dict[str, list[ProjectFact]] = defaultdict(list)
    for each in facts.projects:
        by_category[each.category or UNSORTED].append(each)
    blocks: list[Block] = [
        Paragraph(["项目", count(facts, len(facts.projects)), "个，按类别汇总如下，合计由各项目逐项相加得出。"]),
        _table(facts, by_category),
    ]
    if any(each.spent is not None or each.allocated is not None for each in facts.projects):
        blocks.append(_chart(by_category))
    blocks.extend([Heading("资金核对"), Items(_checks(facts))])
    over = [each for each in facts.projects if is_overspent(each)]
    if over:
        blocks.extend([Heading("支付超出计划的项目"), _overspent(over)])
    blocks.extend(_unknown(facts))
    return blocks


def is_overspent(project: ProjectFact) -> bool:
    """Whether more was spent than was allocated or planned."""
    limits = [each for each in (project.allocated, project.planned, project.printed) if each is not None]
    return project.spent is not None and bool(limits) and project.spent > min(limits)


def _sums(held: Sequence[ProjectFact]) -> list[str | None]:
    found: list[str | None] = []
    for name in ("printed", "planned", "allocated", "spent"):
        total, unknown = together([getattr(each, name) for each in held])
        told = money(total)
        found.append(told if told is None or not unknown else f"{told}*")
    return found


def _table(facts: Facts, by_category: dict[str, list[ProjectFact]]) -> DataTable:
    rows = [[name, str(len(held)), *_sums(held)] for name, held in by_category.items()]
    return DataTable(
        head=["类别", "项目数", "规划总投资", "计划", "已下达", "已支付"],
        rows=[*rows, ["合计", str(len(facts.projects)), *_sums(facts.projects)]],
        caption=["项目资金（万元）", Run("", (facts.counted,))],
        align=["left", "right", "right", "right", "right", "right"],
        notes=["注：“—”为无数据；带 * 的合计中有项目无数据，只加了已知部分。逐项金额及出处见附表3。"],
        totals=1,
    )


def _chart(by_category: dict[str, list[ProjectFact]]) -> Chart:
    def sums(name: str) -> list[Decimal | None]:
        return [together([getattr(each, name) for each in held])[0] for held in by_category.values()]

    columns = (("规划总投资", "printed"), ("已下达", "allocated"), ("已支付", "spent"))
    return Chart(
        "columns",
        "各类项目资金",
        list(by_category),
        [Series(label, sums(name)) for label, name in columns],
        "万元",
        table=False,
    )


def _checks(facts: Facts) -> list[list[str | Run]]:
    """What was added up, and whether it agrees."""
    total, unknown = together([each.printed for each in facts.projects])
    stated = len(facts.projects) - unknown
    checks: list[list[str | Run]] = []
    if total is not None:
        checks.append(
            [
                f"规划总投资：{stated} 个项目逐项相加为 ",
                Run(f"{money(total)} 万元", (facts.counted,)),
                f"；{unknown} 个项目未印出投资额，未计入。" if unknown else "，各类别合计与此一致。",
            ]
        )
    off = [each for each in facts.projects if each.gap]
    for each in off:
        checks.append(
            [
                f"第{each.number}项“",
                Run(each.name.text, each.name.notes),
                f"”：印出的分项资金与总投资相差 {money(each.gap)} 万元，属规划原文问题，报告按原文列示。",
            ]
        )
    if not off and stated:
        checks.append(["各项目印出的分项资金之和与其总投资一致。"])
    undecided = sum(each.undecided for each in facts.projects)
    if undecided:
        checks.append([count(facts, undecided), "个项目的资金来源列在原文中无法确定，报告不作推断，列为“来源待定”。"])
    for finding in facts.findings:
        if finding.code in MONEY_CODES:
            checks.append(
                [Run(finding.message, finding.notes), f"（规划原文疑点，{finding.state_label}，报告未作更正）"]
            )
    return checks


def _overspent(over: Sequence[ProjectFact]) -> DataTable:
    return DataTable(
        head=["项目", "责任单位", "计划", "已下达", "已支付"],
        rows=[
            [
                sourced(each.called),
                names(each.departments),
                money(each.planned if each.planned is not None else each.printed),
                money(each.allocated),
                money(each.spent),
            ]
            for each in over
        ],
        caption="支付超出计划的项目（万元）",
        widths=[16, 8, 4, 4, 4],
    )


def _unknown(facts: Facts) -> list[Block]:
    blocks: list[Block] = []
    missing = [each for each in facts.projects if each.spent is None]
    if missing:
        told = names((name for each in missing for name in each.departments[:1] or (UNNAMED,)), 5)
        blocks.append(
            Paragraph(["无数据：", count(facts, len(missing)), f"个项目没有资金支付数据（责任单位：{told}）。"])
        )
    if facts.unbooked_projects:
        blocks.append(Paragraph(["另有", count(facts, facts.unbooked_projects), "个项目尚未审核入库，未计入本报告。"]))
    return blocks
