"""指标进展: year by year, drawn where there is something to draw; and where the path leads."""

from __future__ import annotations

from decimal import Decimal

from ditan.base.reporting.documents import Block, Chart, Items, Paragraph, Series
from ditan.domains.evaluation.composing.wording import count, names, notes_of
from ditan.domains.evaluation.facts import Facts, IndicatorFact

LEAST = 2
"""Fewer yearly values make no line."""
MOST_NAMED = 6
OUTLOOKS = {"likely": "预计可以实现", "open": "能否实现尚不确定", "unlikely": "预计难以实现"}


def progress(facts: Facts) -> list[Block]:
    """A chart of each target with two yearly values or more; the others are named."""
    drawn = [each for each in facts.indicators if len(each.series) >= LEAST]
    blocks: list[Block] = []
    if drawn:
        blocks.append(Paragraph(["有两年及以上数据、可以看出变化的目标", count(facts, len(drawn)), "项："]))
        blocks.extend(_chart(each) for each in drawn)
    few = [each for each in facts.indicators if len(each.series) < LEAST]
    if few:
        told = "、".join(each.name for each in few[:MOST_NAMED])
        more = f"等，责任单位：{names((each.department for each in few), 5)}" if len(few) > MOST_NAMED else ""
        blocks.append(Paragraph(["无数据：不足两年、看不出变化的目标", count(facts, len(few)), f"项：{told}{more}。"]))
    return blocks or [Paragraph("无数据：没有跟踪的目标，无法分析进展。")]


def _chart(fact: IndicatorFact) -> Chart:
    years = sorted({year for year, _ in (*fact.series, *fact.path)} | ({fact.year} if fact.year else set()))
    actual, path = dict(fact.series), dict(fact.path)
    if fact.target is not None and fact.year is not None:
        path.setdefault(fact.year, fact.target)
    series = [Series("实际", [_digits(actual.get(year)) for year in years])]
    if path:
        series.append(Series("目标路径", [_digits(path.get(year)) for year in years], target=True))
    return Chart(
        "lines",
        fact.name,
        [f"{year}" for year in years],
        series,
        fact.unit,
        notes_of((fact.actual, fact.asked)),
    )


def _digits(value: float | None) -> Decimal | None:
    """Four significant decimals at most: a path is computed and would show more digits than are known."""
    return None if value is None else Decimal(f"{value:.4f}").normalize() + 0


def outlook(facts: Facts) -> list[Block]:
    """What the forecasts say of each target, and of which nothing can be said."""
    told = [each for each in facts.indicators if each.outlook]
    silent = [each for each in facts.indicators if not each.outlook and each.group != "assessed"]
    blocks: list[Block] = []
    if told:
        blocks.append(Items([f"{each.name}：{OUTLOOKS[each.outlook]}（{each.forecast}）" for each in told]))
    if silent:
        blocks.append(
            Paragraph(
                [
                    "无数据：数据不足以预测的目标",
                    count(facts, len(silent)),
                    f"项，包括{'、'.join(each.name for each in silent)}（责任单位：{names(each.department for each in silent)}）。",
                ]
            )
        )
    return blocks or [Paragraph("没有尚在进行的目标。")]
