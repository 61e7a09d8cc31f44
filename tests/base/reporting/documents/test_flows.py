"""Charts of flows and bands around lines: drawn alike on paper and on the screen, their numbers below."""

from __future__ import annotations

from datetime import date

import pytest

from ditan.base.reporting.documents import (
    Chart,
    Document,
    DocumentWrong,
    Flow,
    FlowLink,
    FlowNode,
    Section,
    Series,
    arrange,
    render,
)
from ditan.base.reporting.documents.charts import Area, Box, Label, draw
from ditan.base.reporting.documents.flows import THICK, describe_flows, draw_flows
from ditan.base.reporting.documents.storing import restored, stored

ENERGY = Flow(
    "能源流向",
    [FlowNode("原煤", 0, "#44403c"), FlowNode("天然气", 0), FlowNode("发电", 1), FlowNode("工业", 2)],
    [FlowLink("原煤", "发电", 60.0), FlowLink("天然气", "工业", 20.0), FlowLink("发电", "工业", 25.0)],
    "万tce",
)


def nodes() -> dict[str, Box]:
    shapes = draw_flows(ENERGY).shapes
    named = [each.text.split()[0] for each in shapes if isinstance(each, Label)]
    return dict(zip(named, [each for each in shapes if isinstance(each, Box)], strict=True))


def test_a_node_is_as_high_as_what_passes_through_it() -> None:
    found = nodes()
    unit = found["原煤"].height / 60
    assert found["天然气"].height == pytest.approx(20 * unit, abs=0.02)
    assert found["发电"].height == pytest.approx(60 * unit, abs=0.02)
    assert found["工业"].height == pytest.approx(45 * unit, abs=0.02)
    assert {each.width for each in found.values()} == {THICK}


def test_bands_leave_and_arrive_at_the_edges_of_their_nodes() -> None:
    found = nodes()
    bands = [each for each in draw_flows(ENERGY).shapes if isinstance(each, Area)]
    assert len(bands) == 3
    first = next(each for each in bands if each.fill == "#44403c")
    assert first.points[0] == (found["原煤"].x + THICK, found["原煤"].y)
    assert first.points[-1][0] == found["原煤"].x + THICK
    assert first.points[-1][1] == pytest.approx(found["原煤"].y + found["原煤"].height, abs=0.02)
    assert first.points[len(first.points) // 2 - 1] == (found["发电"].x, found["发电"].y)


def test_the_whole_drawing_stays_on_its_sheet() -> None:
    picture = draw_flows(ENERGY)
    for each in picture.shapes:
        if isinstance(each, Box):
            assert each.y >= 0
            assert each.y + each.height <= picture.height
            assert each.x + each.width <= picture.width


def test_the_numbers_stand_below_and_in_the_words_for_who_does_not_see() -> None:
    document = Document("报告", date(2026, 11, 29), [Section("能源", [ENERGY])])
    _heading, chart, table = arrange(document).parts[0].blocks
    assert "".join(piece.text for piece in chart.caption) == "图1　能源流向（万tce）"
    assert describe_flows(ENERGY).startswith("能源流向（万tce）：共 3 条流向，最大的是原煤至发电 60")
    assert len(table.rows) == 3


@pytest.mark.parametrize(
    "nodes, links, told",
    [
        ([FlowNode("甲", 0)], [FlowLink("甲", "乙", 1)], "names no node"),
        ([FlowNode("甲", 1), FlowNode("乙", 0)], [FlowLink("甲", "乙", 1)], "does not go right"),
        ([FlowNode("甲", 0), FlowNode("乙", 1)], [FlowLink("甲", "乙", -1)], "carries -1"),
        ([FlowNode("甲", 0), FlowNode("甲", 1)], [FlowLink("甲", "甲", 1)], "different names"),
        ([FlowNode("甲", 0)], [], "at least one link"),
    ],
)
def test_flows_that_make_no_sense_are_refused(nodes: list[FlowNode], links: list[FlowLink], told: str) -> None:
    with pytest.raises(DocumentWrong, match=told):
        Flow("能源", nodes, links)


def test_a_band_covers_the_range_of_the_first_series_and_breaks_where_it_is_unknown() -> None:
    years, values = ["2019", "2020", "2021", "2022", "2023"], [1.0, 2.0, None, 3.0, 4.0]
    chart = Chart(
        "lines", "排放", years, [Series("合计", values)], lower=[0.5, 1.5, None, 2, 3], upper=[1.5, 2.5, None, 4, 5]
    )
    bands = [each for each in draw(chart).shapes if isinstance(each, Area)]
    assert [len(each.points) for each in bands] == [4, 4]
    assert bands[0].points[0][1] < bands[0].points[-1][1]


def test_a_band_without_lines_or_of_another_length_is_refused() -> None:
    with pytest.raises(DocumentWrong, match="band"):
        Chart("columns", "排放", ["1"], [Series("合计", [1])], lower=[1], upper=[2])
    with pytest.raises(DocumentWrong, match="band"):
        Chart("lines", "排放", ["1"], [Series("合计", [1])], lower=[1], upper=[])


def test_flows_and_bands_are_frozen_and_come_back_the_same_and_are_set() -> None:
    chart = Chart("lines", "排放", ["1", "2"], [Series("合计", [1, 2])], lower=[0, 1], upper=[2, 3])
    document = Document("报告", date(2026, 11, 29), [Section("能源", [ENERGY, chart])])
    back = restored(stored(document))
    assert stored(back) == stored(document)
    assert render(back, "pdf")[:5] == b"%PDF-"
    assert render(back, "docx")[:2] == b"PK"
