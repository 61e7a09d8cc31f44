"""考核情况: what the assessments of the year gave, where any is frozen."""

from __future__ import annotations

from ditan.base.reporting.documents import Block, DataTable, Paragraph, Run
from ditan.domains.evaluation.composing.wording import money
from ditan.domains.evaluation.facts import Facts


def assessment(facts: Facts) -> list[Block]:
    """A table an assessment; without any it is said."""
    if not facts.assessments:
        return [Paragraph(f"无数据：截至评估日，没有 {facts.day.year} 年已定稿的考核结果。")]
    blocks: list[Block] = []
    for each in facts.assessments:
        rows = [
            [name, None if score is None else Run(str(money(score)), (each.note,)), None if rank is None else str(rank)]
            for name, score, rank in each.rows
        ]
        blocks.append(DataTable(head=["单位", "得分", "名次"], rows=rows, caption=each.title, widths=[3, 1, 1]))
    return blocks
