"""Small hand-built drafts: a plan with one or two items of each kind, and its issued version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ditan.core.reading import draft as d

TEXT = """铜山区应对气候变化规划(征求意见稿)
一、主要目标
到2025年,单位GDP能耗下降14.5%,森林覆盖率达到51%。
表1 主要指标
森林覆盖率 % 49.5 51 约束性 区林业局
用水总量 亿立方米 2.1 市级下达 预期性 区水利局
二、重点任务
(一)推进节能降碳。实施重点企业节能改造。(牵头单位:区发展改革委;配合单位:区经济信息委、区财政局)
附表1 任务清单
1 推进节能降碳 实施重点企业节能改造 区发展改革委
附表2 项目清单
1 能源 储能电站项目 建设储能柜99台,占地48平方公里 2022-2025 1200.5 800.25 400.25 区经济信息委
"""


def place(text: str, words: str, confidence: float = 0.9, after: str = "") -> dict[str, Any]:
    """Quote, span and confidence of the first place of the words, behind `after` where that is given."""
    start = text.index(words, text.index(after) if after else 0)
    return {"quote": words, "span": (start, start + len(words)), "confidence": confidence}


def minimal_draft(text: str = TEXT, name: str = "铜山规划.txt") -> d.Draft:
    """A draft for comment with two items of most kinds."""
    return d.Draft(
        name=name,
        text=text,
        document=d.DocumentFacts(
            title="铜山区应对气候变化规划",
            issuer="铜山区生态环境局",
            status="draft",
            region="铜山区",
            region_code="500199",
            period_start=2021,
            period_end=2025,
            quotes={"title": (0, 11)},
        ),
        outline=_outline(text),
        indicators=_indicators(text),
        targets=_targets(text),
        measures=(_measure(text),),
        tasks=(_task(text),),
        projects=(_project(text),),
        findings=_findings(text, name),
    )


def _outline(text: str) -> tuple[d.Heading, ...]:
    first = place(text, "一、主要目标", 1.0)
    second = place(text, "二、重点任务", 1.0)
    return (
        d.Heading(**first, number="一、", title="主要目标", kind="chapter", end=second["span"][0]),
        d.Heading(**second, number="二、", title="重点任务", kind="chapter", end=len(text)),
        d.Heading(
            **place(text, "(一)推进节能降碳"), number="(一)", title="推进节能降碳", level=2, end=len(text), parent=1
        ),
    )


def _indicators(text: str) -> tuple[d.Indicator, ...]:
    forest = d.Indicator(
        **place(text, "森林覆盖率 % 49.5 51 约束性 区林业局", 0.95),
        name="森林覆盖率",
        unit="%",
        nature="约束性",
        department="区林业局",
        values={"2020": d.Value(49.5, "49.5"), "2025": d.Value(51.0, "51")},
        table="主要指标",
    )
    water = d.Indicator(
        **place(text, "用水总量 亿立方米 2.1 市级下达 预期性 区水利局", 0.6),
        name="用水总量",
        unit="亿立方米",
        nature="预期性",
        department="区水利局",
        values={"2020": d.Value(2.1, "2.1"), "2025": d.Value(None, "市级下达")},
        ambiguous=True,
        alternatives=({"2020": d.Value(2.0, "2"), "2025": d.Value(1.0, "1")},),
    )
    return forest, water


def _targets(text: str) -> tuple[d.Target, ...]:
    sentence = place(text, "到2025年,单位GDP能耗下降14.5%,森林覆盖率达到51%。", 0.9)
    energy = d.Target(
        **sentence, name="单位GDP能耗下降", value=14.5, unit="%", year=2025, comparator="=", base_year=2020, heading=0
    )
    forest = d.Target(**sentence, name="森林覆盖率", value=51.0, unit="%", year=2025, comparator=">=", heading=0)
    return energy, forest


def _measure(text: str) -> d.Measure:
    whole = "(一)推进节能降碳。实施重点企业节能改造。(牵头单位:区发展改革委;配合单位:区经济信息委、区财政局)"
    return d.Measure(
        **place(text, whole, 0.92),
        number="(一)",
        title="推进节能降碳",
        text="实施重点企业节能改造。",
        lead=("区发展改革委",),
        cooperating=("区经济信息委", "区财政局"),
        lead_organisations=("区发展改革委",),
        cooperating_organisations=("", "区财政局"),
        roles="split",
        heading=2,
    )


def _task(text: str) -> d.Measure:
    return d.Measure(
        **place(text, "1 推进节能降碳 实施重点企业节能改造 区发展改革委", 0.8),
        number="1",
        title="推进节能降碳",
        text="实施重点企业节能改造",
        lead=("区发展改革委",),
        lead_organisations=("区发展改革委",),
        roles="joint",
        deadline="2025年",
        repeats=0,
    )


def _project(text: str) -> d.Project:
    content = "建设储能柜99台,占地48平方公里"
    where = place(text, "1 能源 储能电站项目 " + content + " 2022-2025 1200.5 800.25 400.25 区经济信息委", 0.85)
    return d.Project(
        **where,
        number="1",
        category="能源",
        name="储能电站项目",
        content=content,
        quantities=(
            d.Quantity(99.0, "台", "99台", "储能柜", place(text, "99台")["span"]),
            d.Quantity(48.0, "平方公里", "48平方公里", "占地", place(text, "48平方公里")["span"]),
        ),
        period="2022-2025",
        investment=d.Investment(
            1200.5, "万元", (d.Funding(800.25, "市级资金"), d.Funding(400.25, None, "column totals"))
        ),
        lead=("区经济信息委",),
    )


def _findings(text: str, name: str) -> tuple[d.Finding, ...]:
    sides = (place(text, "森林覆盖率达到51%"), place(text, "49.5 51"))
    spans = tuple(d.FindingSpan(name, *side["span"], side["quote"]) for side in sides)
    return (d.Finding("same_indicator_twice", "notice", "森林覆盖率在正文与表1中各出现一次。", spans),)


def issued_draft() -> d.Draft:
    """The issued text of the minimal plan: one target tightened, one indicator gone, one target new."""
    text = (
        TEXT.replace("(征求意见稿)", "")
        .replace("下降14.5%", "下降15%")
        .replace("用水总量 亿立方米 2.1 市级下达 预期性 区水利局\n", "")
    )
    text = text.replace("达到51%。", "达到51%,绿道里程达到200公里。")
    base = replace(minimal_draft(), text=text)
    sentence = place(text, "到2025年,单位GDP能耗下降15%,森林覆盖率达到51%,绿道里程达到200公里。")
    energy, forest = (replace(target, quote=sentence["quote"], span=sentence["span"]) for target in base.targets)
    green = d.Target(**sentence, name="绿道里程", value=200.0, unit="公里", year=2025, heading=0)
    return replace(
        base,
        name="铜山规划(印发).txt",
        document=replace(base.document, status="issued", document_number="铜府〔2021〕5号", quotes={}),
        outline=_outline(text),
        indicators=(replace(base.indicators[0], **place(text, base.indicators[0].quote)),),
        targets=(replace(energy, value=15.0), forest, green),
        measures=(_measure(text),),
        tasks=(_task(text),),
        projects=(_project(text),),
        findings=(),
    )
