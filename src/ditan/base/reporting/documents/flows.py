"""Charts of flows: nodes in columns, bands between them as wide as what they carry.

Hand-written like the other charts: the drawing must be the same on paper, in a picture and on a screen without a browser's help.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ditan.base.reporting.documents.charts import PALETTE, SMALL, WIDTH, Area, Box, Label, Picture, Shape, shown
from ditan.base.reporting.documents.columns import measure
from ditan.base.reporting.documents.model import DataTable, Flow, FlowLink, FlowNode

THICK, GAP = 10.0, 7.0
LEAST, MOST = 150.0, 420.0
SAMPLES = 14


def draw_flows(flow: Flow) -> Picture:
    """The shapes of a chart of flows. A node is as high as the larger of what comes in and what goes out."""
    sizes = {node.name: max(_sum(flow, "target", node.name), _sum(flow, "source", node.name)) for node in flow.nodes}
    columns = _columns(flow.nodes, sizes)
    fullest = max(len(column) for column in columns)
    height = min(max(LEAST, fullest * 24.0), MOST)
    largest = max(sum(sizes[node.name] for node in column) for column in columns) or 1.0
    unit = (height - 8 - GAP * (fullest - 1)) / largest
    right = max((measure(_words(node, sizes)) for node in columns[-1]), default=0) * SMALL + 8
    step = (WIDTH - right - THICK) / max(len(columns) - 1, 1)
    tops = {node.name: top for column in columns for node, top in _placed(column, sizes, unit, height)}
    left = {node.name: round(place * step, 2) for place, column in enumerate(columns) for node in column}
    colours = {node.name: node.colour or PALETTE[place % len(PALETTE)] for place, node in enumerate(flow.nodes)}
    shapes: list[Shape] = list(_bands(flow, tops, left, colours, unit))
    for column in columns:
        for node in column:
            tall = max(sizes[node.name] * unit, 0.6)
            x, y = left[node.name], tops[node.name]
            shapes.append(Box(x, round(y, 2), THICK, round(tall, 2), colours[node.name]))
            shapes.append(Label(x + THICK + 4, round(y + tall / 2, 2), _words(node, sizes)))
    return Picture(WIDTH, height, tuple(shapes))


def describe_flows(flow: Flow) -> str:
    """The chart in words, its largest flows first."""
    largest = sorted(flow.links, key=lambda link: -float(link.value))[:5]
    told = "；".join(f"{link.source}至{link.target} {shown(link.value)}" for link in largest)
    unit = f"（{flow.unit}）" if flow.unit else ""
    return f"{flow.title}{unit}：共 {len(flow.links)} 条流向，最大的是{told}。"


def flow_rows(flow: Flow) -> DataTable:
    """The numbers of the chart, the largest of each source first."""
    order = {node.name: place for place, node in enumerate(flow.nodes)}
    links = sorted(flow.links, key=lambda link: (order[link.source], -float(link.value)))
    rows = [[link.source, link.target, shown(link.value)] for link in links]
    return DataTable(head=["来源", "去向", flow.unit or "数量"], rows=rows, align=["left", "left", "right"])


def _sum(flow: Flow, end: str, name: str) -> float:
    return sum(float(link.value) for link in flow.links if getattr(link, end) == name)


def _words(node: FlowNode, sizes: dict[str, float]) -> str:
    return f"{node.name} {shown(sizes[node.name])}"


def _columns(nodes: Sequence[FlowNode], sizes: dict[str, float]) -> list[list[FlowNode]]:
    by_column: dict[int, list[FlowNode]] = defaultdict(list)
    for node in nodes:
        by_column[node.column].append(node)
    return [sorted(by_column[column], key=lambda node: -sizes[node.name]) for column in sorted(by_column)]


def _placed(
    column: Sequence[FlowNode], sizes: dict[str, float], unit: float, height: float
) -> list[tuple[FlowNode, float]]:
    """Each node of a column with its upper edge, the column in the middle of the sheet."""
    whole = sum(sizes[node.name] * unit for node in column) + GAP * (len(column) - 1)
    top = max((height - whole) / 2, 2.0)
    found = []
    for node in column:
        found.append((node, top))
        top += sizes[node.name] * unit + GAP
    return found


def _bands(
    flow: Flow, tops: dict[str, float], left: dict[str, float], colours: dict[str, str], unit: float
) -> list[Area]:
    out, into = dict(tops), dict(tops)
    order = sorted(flow.links, key=lambda link: (tops[link.source], tops[link.target]))
    bands = []
    for link in order:
        wide = float(link.value) * unit
        start, end = out[link.source], into[link.target]
        out[link.source], into[link.target] = start + wide, end + wide
        if wide > 0:
            bands.append(Area(_ribbon(link, left, start, end, wide), colours[link.source]))
    return bands


def _ribbon(
    link: FlowLink, left: dict[str, float], start: float, end: float, wide: float
) -> tuple[tuple[float, float], ...]:
    x1, x2 = left[link.source] + THICK, left[link.target]
    line = []
    for place in range(SAMPLES + 1):
        share = place / SAMPLES
        eased = share * share * (3 - 2 * share)
        line.append((round(x1 + (x2 - x1) * share, 2), start + (end - start) * eased))
    above = [(x, round(y, 2)) for x, y in line]
    below = [(x, round(y + wide, 2)) for x, y in reversed(line)]
    return (*above, *below)
