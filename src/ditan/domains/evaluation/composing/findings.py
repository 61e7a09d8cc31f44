"""规划文本疑点: faults of the plan itself that a reader of the evaluation must know."""

from __future__ import annotations

from ditan.base.reporting.documents import Block, Cells, DataTable, Paragraph, Run
from ditan.domains.evaluation.composing.wording import count
from ditan.domains.evaluation.facts import Facts


def findings(facts: Facts) -> list[Block]:
    """All that were not rejected as false alarms, the gravest first."""
    if not facts.findings:
        return [Paragraph("平台未发现规划文本的疑点。")]
    rows: list[Cells] = [
        [str(number), each.level_label, Run(each.message, each.notes), each.state_label]
        for number, each in enumerate(facts.findings, 1)
    ]
    return [
        Paragraph(
            [
                "平台读取规划文本时发现疑点",
                count(facts, len(facts.findings)),
                "处，均为原文问题，本报告按原文引用、不作更正；请规划编制单位核对。",
            ]
        ),
        DataTable(head=["序号", "级别", "疑点", "核对情况"], rows=rows, caption="规划文本疑点"),
    ]
