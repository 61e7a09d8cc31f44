"""主要指标完成情况: each target with what was asked, what was reached, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from ditan.base.reporting.documents import Block, DataTable, Heading, Items, Paragraph, Run
from ditan.domains.evaluation.composing.wording import UNNAMED, count, judgement, of_group, sourced
from ditan.domains.evaluation.facts import Facts, IndicatorFact

WORDS = {
    "no_data": "无数据",
    "awaiting": "待上级下达，目标值未知",
    "to_assess": "目标年已过，待人评定",
    "unclear": "有数据而无法判定",
}


def indicators(facts: Facts) -> list[Block]:
    """The table, then what cannot be judged, then what is not followed at all."""
    blocks: list[Block] = []
    if facts.indicators:
        binding = sum(each.nature == "约束性" for each in facts.indicators)
        blocks.append(
            Paragraph(
                [
                    "跟踪的目标",
                    count(facts, len(facts.indicators)),
                    "项，其中约束性",
                    count(facts, binding),
                    "项。下表为各目标截至评估日的情况，明细见附表1。",
                ]
            )
        )
        blocks.append(_table(facts))
    else:
        blocks.append(Paragraph("无数据：规划的指标与目标尚未绑定统计指标，没有可以评估的目标。"))
    for group, word in WORDS.items():
        held = of_group(facts, group)
        if held:
            blocks.append(Heading(f"{word}的目标"))
            blocks.append(_unknown(group, held))
    if facts.untracked:
        blocks.append(Heading("未纳入跟踪的指标与目标"))
        blocks.append(Paragraph(["以下", count(facts, len(facts.untracked)), "项尚不能评估："]))
        blocks.append(
            Items([f"{each.name}：{each.why}（责任单位：{each.department or UNNAMED}）" for each in facts.untracked])
        )
    return blocks


def _table(facts: Facts) -> DataTable:
    return DataTable(
        head=["指标", "单位", "目标年", "目标", "实际", "报告期", "判断", "责任单位"],
        rows=[
            [
                _name(each),
                each.unit or None,
                str(each.year) if each.year else None,
                sourced(each.asked),
                sourced(each.actual),
                each.period or None,
                judgement(each),
                each.department or UNNAMED,
            ]
            for each in facts.indicators
        ],
        caption="主要指标完成情况",
        widths=[12, 4.5, 4, 5.5, 5.5, 5.5, 5.5, 8],
        align=["left", "center", "center", "right", "right", "center", "center", "left"],
        notes=["注：“—”为无数据。各目标的年度应达值、完成率和判定规则见附表1。"],
    )


def _name(fact: IndicatorFact) -> str:
    return f"{fact.name}（演示）" if fact.demo else fact.name


def _unknown(group: str, held: Sequence[IndicatorFact]) -> DataTable:
    """What cannot be judged: what was asked, what is known, why, and whose it is."""
    return DataTable(
        head=["指标", "目标", "最近值", "原因", "责任单位"],
        rows=[
            [
                _name(each),
                Run(f"{each.asked.text}（{each.year}年）" if each.year else each.asked.text, each.asked.notes),
                None if each.actual is None else Run(f"{each.actual.text}（{each.period}）", each.actual.notes),
                f"无数据：{each.rule}" if group == "no_data" else each.rule,
                each.department or UNNAMED,
            ]
            for each in held
        ],
        caption=f"{WORDS[group]}的目标",
        widths=[11, 10, 5, 14, 8],
    )
