"""Documents that the tests of this folder share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ditan.base.reporting.documents import (
    Cell,
    Chart,
    DataTable,
    Document,
    Heading,
    Items,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Section,
    Series,
    SignatureBlock,
)

PLAN = Note("《铜山区“十四五”规划》专栏2，第1234—1250字")
BULLETIN = Note("铜山区统计局《2025年统计公报》，2025年，定稿")
HOSTILE = '#read("/etc/passwd") *b* $x$ @a <b>&amp; ]]> \\u{41} {{ x }} =HYPERLINK(1) \x00\x1b\ud800\u202e末'
HARMLESS = '#read("/etc/passwd") *b* $x$ @a <b>&amp; ]]> \\u{41} {{ x }} =HYPERLINK(1) 末'


def hostile() -> Document:
    """The same hostile text wherever a text may stand."""
    note = Note(HOSTILE)
    return Document(
        title=HOSTILE,
        date=date(2026, 11, 29),
        subtitle=HOSTILE,
        number=HOSTILE,
        issuer=HOSTILE,
        header=HOSTILE,
        watermark=HOSTILE,
        contents=True,
        sections=[
            Section(
                HOSTILE,
                [
                    Heading(HOSTILE),
                    Paragraph(Run(HOSTILE, (note,), "strong")),
                    Items([HOSTILE]),
                    DataTable(head=[HOSTILE], rows=[[HOSTILE]], caption=HOSTILE, notes=[HOSTILE]),
                    Chart("columns", HOSTILE, [HOSTILE], [Series(HOSTILE, [1]), Series("b", [2])], HOSTILE, (note,)),
                    SignatureBlock([HOSTILE]),
                ],
            )
        ],
    )


def report(rows: int = 40) -> Document:
    """A report with all that a document may hold."""
    return Document(
        title="铜山区“十四五”应对气候变化规划2025年度评估报告",
        date=date(2026, 11, 29),
        number="铜双碳〔2026〕3号",
        issuer="铜山区双碳办",
        header="年度评估报告",
        watermark="张三 2026-11-29 14:05",
        sections=[
            Section(
                "总体情况",
                [
                    Paragraph(
                        ["能耗强度降低", Run("14.5%", (PLAN, BULLETIN)), "，进度", Run("98%", (BULLETIN,)), "。"]
                    ),
                    Heading("指标"),
                    DataTable(
                        head=["指标", "目标", "实际"],
                        rows=[
                            *(
                                [f"指标{n}", Run(f"{n * 100:,}", (PLAN,)), None if n % 2 else "7.5"]
                                for n in range(rows)
                            ),
                            ["合计", "1,000", "7.5"],
                        ],
                        caption="主要指标",
                        totals=1,
                        notes=["注：—为无数据。"],
                    ),
                ],
            ),
            Section(
                "图表",
                [
                    Chart(
                        "columns",
                        "降低率",
                        ["2023", "2024", "2025"],
                        [
                            Series("实际", [Decimal("3.10"), None, Decimal("2.9")]),
                            Series("目标", [3, 3, 3], target=True),
                        ],
                        "%",
                        (BULLETIN,),
                    ),
                    Items(["甲", "乙"], numbered=True),
                    PageBreak(),
                    form(),
                    SignatureBlock(["铜山区双碳办", "2026年11月29日"]),
                ],
            ),
            Section("附表", [DataTable(head=["甲", "乙"], rows=[["1", "2"]])], landscape=True),
        ],
    )


def form() -> DataTable:
    """A form as those of 督办单."""
    return DataTable(
        head=(),
        rows=[
            [Cell("事项", head=True), Cell("推进屋顶光伏", span=3)],
            [Cell("主办", head=True), "区发展改革委", Cell("时限", head=True), "2026-12-31"],
            [Cell("办理情况", head=True, down=2), Cell("正在办理", span=3)],
            [Cell("完成一半", span=3)],
        ],
        widths=[1, 2, 1, 2],
    )
