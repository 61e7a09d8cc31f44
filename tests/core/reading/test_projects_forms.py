"""One project list in every form that a page may give it reads the same."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.decode import decode
from tests.core.reading.packages import workbook
from tests.core.reading.table_pages import Reading, read_ruled, wrong_quotes

HEAD = ["序号", "项目名称", "建设内容", "建设年限", "总投资(万元)", "中央资金", "地方资金", "责任单位"]
PROJECTS = [
    ("河道综合治理工程", "治理河道12公里,建设生态护岸8.6公里", "县水利局"),
    ("城区污水处理厂扩建项目", "新增日处理能力2万吨", "县住房城乡建设局"),
    ("公共充电设施建设项目", "新建公共充电桩300个", "县交通局、县供电公司"),
    ("国家储备林建设工程", "新造林3万亩,改培2.5万亩", "县林业局"),
    ("既有建筑节能改造", "改造面积20万平方米。", "县住房城乡建设局"),
]
PERIODS = ["2021-2023", "2022年", "2021—2025年", "2023-2024"]

Row = tuple[str, str, str, str, str, str, str, str]


@st.composite
def lists(draw: st.DrawFn) -> list[Row]:
    picked = draw(st.lists(st.sampled_from(PROJECTS), min_size=2, max_size=5, unique=True))
    rows = []
    for number, (name, told, lead) in enumerate(picked, 1):
        central = draw(st.integers(min_value=1, max_value=90)) * 100
        local = draw(st.integers(min_value=1, max_value=90)) * 50
        total = f"{central + local:g}"
        rows.append((str(number), name, told, draw(st.sampled_from(PERIODS)), total, str(central), str(local), lead))
    return rows


def sums(rows: Sequence[Row]) -> list[str]:
    return [f"{sum(float(row[place]) for row in rows):g}" for place in (4, 5, 6)]


def wanted(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    return [
        (
            number,
            name,
            told,
            period,
            float(total),
            [(float(central), "中央资金"), (float(local), "地方资金")],
            tuple(lead.split("、")),
        )
        for number, name, told, period, total, central, local, lead in rows
    ]


def found(reading: Reading) -> list[tuple[object, ...]]:
    assert wrong_quotes(reading) == []
    return [
        (
            one.number,
            one.name,
            one.content,
            one.period,
            one.investment.total if one.investment else None,
            [(part.amount, part.source) for part in one.investment.by_source] if one.investment else [],
            one.lead,
        )
        for one in reading.projects
    ]


@settings(max_examples=25, deadline=None)
@given(lists())
def test_as_a_ruled_table(rows: list[Row]) -> None:
    total = ["合计", "<", "<", "<", *sums(rows), ""]

    assert found(read_ruled([HEAD, *rows, total], "附表1 重点项目")) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(lists())
def test_with_bars_behind_the_cells(rows: list[Row]) -> None:
    lines = [" | ".join(row) + " |" for row in [HEAD, *rows, ("合计", "", "", "", *sums(rows), "")]]

    assert found(Reading("附表1 重点项目 |\n" + "\n".join(lines) + "\n")) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(lists())
def test_between_tabs(rows: list[Row]) -> None:
    lines = ["\t".join(row) for row in [HEAD, *rows]]

    assert found(Reading("附表1 重点项目\n" + "\n".join(lines) + "\n")) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(lists())
def test_a_cell_a_line(rows: list[Row]) -> None:
    cells = [cell for row in [HEAD, *rows, ("合计", *sums(rows))] for cell in row]

    assert found(Reading("附表1 重点项目\n\n" + "\n\n".join(cells) + "\n")) == wanted(rows)


@settings(max_examples=15, deadline=None)
@given(lists())
def test_as_a_workbook(rows: list[Row]) -> None:
    cells: list[list[object]] = [
        [int(row[0]), *row[1:4], *(float(amount) for amount in row[4:7]), row[7]] for row in rows
    ]
    source = decode(workbook(list(HEAD), *cells, title="项目库"), "项目.xlsx")

    assert found(Reading(source.text, source.tables)) == wanted(rows)


@settings(max_examples=15, deadline=None)
@given(lists())
def test_as_a_web_page(rows: list[Row]) -> None:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [HEAD, *rows])
    page = f"<html><body><h1>某县生态环境保护规划</h1><p>附表1 重点项目</p><table>{body}</table></body></html>"
    source = decode(page.encode(), "plan.html")

    assert found(Reading(source.text, source.tables)) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(lists(), st.randoms(use_true_random=False))
def test_a_flattened_list_never_gives_an_amount_a_wrong_source(rows: list[Row], rng: object) -> None:
    """Each project paid by one source alone: the page keeps the amount and loses its column."""
    lone = []
    for row in rows:
        central = rng.random() < 0.5  # type: ignore[attr-defined]
        amount = row[5] if central else row[6]
        lone.append((row, amount, "中央资金" if central else "地方资金"))
    cells = ["附表1 重点项目", *HEAD]
    for row, amount, _ in lone:
        cells += [*row[:4], amount, amount, row[7]]
    by_source = [sum(float(amount) for _, amount, source in lone if source == name) for name in HEAD[5:7]]
    cells += ["合计", f"{sum(by_source):g}", *(f"{one:g}" for one in by_source)]

    reading = Reading("\n\n".join(cells) + "\n")

    assert len(reading.projects) == len(rows)
    for one, (_, amount, source) in zip(reading.projects, lone, strict=True):
        assert one.investment is not None
        (part,) = one.investment.by_source
        assert part.amount == float(amount)
        assert part.source in (None, source)
        assert part.decided_by == ("column totals" if part.source else "")
