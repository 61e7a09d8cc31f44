"""Charts as plain shapes, computed here and drawn alike on paper, in a picture and on the screen.

Hand-written because no kept library fits: matplotlib is 60 MB, looks for fonts of the machine and draws only pictures; the
charts of the screen need a browser. What a report needs is four kinds with an axis, a legend and labels.

Lengths are in points, from the upper left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from ditan.base.reporting.documents.columns import measure
from ditan.base.reporting.documents.model import Align, Chart, DataTable, Number, Series

PALETTE = ("#0f766e", "#b45309", "#0284c7", "#7c3aed", "#ca8a04", "#be123c", "#44403c", "#78716c")
INK, FAINT, HAIR = "#1f2937", "#6b7280", "#d5dcd9"
WIDTH, HEIGHT = 440.0, 175.0
SMALL = 8.0
"""The size of letters in a chart."""
NO_DATA = "无数据"

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: str
    kind: Literal["box"] = "box"


@dataclass(frozen=True, slots=True)
class Stroke:
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thick: float = 0.5
    dashed: bool = False
    kind: Literal["stroke"] = "stroke"


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: str
    kind: Literal["dot"] = "dot"


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text whose middle height stands at y."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    colour: str = INK
    size: float = SMALL
    kind: Literal["label"] = "label"


@dataclass(frozen=True, slots=True)
class Area:
    """A closed shape through these points, faint enough for what it covers to be read."""

    points: tuple[tuple[float, float], ...]
    fill: str
    opacity: float = 0.35
    kind: Literal["area"] = "area"


Shape = Box | Stroke | Dot | Label | Area


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes on a sheet of this size."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def draw(chart: Chart) -> Picture:
    """The shapes of a chart."""
    return _draw_bars(chart) if chart.kind == "bars" else _draw_upright(chart)


def describe(chart: Chart) -> str:
    """The chart in words, for who does not see it: what it shows, and the range of each series."""
    parts = []
    for series in chart.series:
        known = [value for value in series.values if value is not None]
        missing = len(series.values) - len(known)
        words = f"{shown(min(known))} 至 {shown(max(known))}" if known else NO_DATA
        parts.append(f"{series.name} {words}" + (f"，{missing} 项无数据" if missing and known else ""))
    unit = f"（{chart.unit}）" if chart.unit else ""
    return f"{chart.title}{unit}：{chart.categories[0]} 至 {chart.categories[-1]}；{'；'.join(parts)}。"


MOST_ACROSS = 8
"""So many categories stand beside each other in the table of a chart; more stand one below the other."""


def data_rows(chart: Chart) -> DataTable:
    """The numbers of the chart as a table, lying where the categories are few: all of it is what the picture shows."""
    if len(chart.categories) <= MOST_ACROSS and max(map(measure, chart.categories)) <= MOST_ACROSS:
        head, lines = ["", *chart.categories], [(each.name, each.values) for each in chart.series]
    else:
        head = ["", *(series.name for series in chart.series)]
        lines = [
            (category, [series.values[place] for series in chart.series])
            for place, category in enumerate(chart.categories)
        ]
    if chart.lower:
        band = [(words, ends) for words, ends in (("下限", chart.lower), ("上限", chart.upper))]
        if head[1:] == list(chart.categories):
            lines += band
        else:
            head += [words for words, _ in band]
            lines = [(name, [*values, chart.lower[at], chart.upper[at]]) for at, (name, values) in enumerate(lines)]
    rows = [[name, *(None if value is None else shown(value) for value in values)] for name, values in lines]
    right: Align = "right"
    align: list[Align] = ["left", *[right] * (len(head) - 1)]
    return DataTable(head=head, rows=rows, align=align)


def shown(value: Number) -> str:
    """A number with separators and the digits it came with; a float with six at most.

    >>> shown(1234567), shown(Decimal("12.50")), shown(0.1 + 0.2)
    ('1,234,567', '12.50', '0.3')
    """
    if isinstance(value, float):
        value = Decimal(f"{value:.6g}")
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round steps from at or below `low` to at or above `high`; zero is always among them.

    >>> ticks(0, 87)
    [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    rough = (high - low) / about
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(scale * each for each in (1, 2, 2.5, 5, 10) if scale * each >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]


def colour_of(chart: Chart, place: int) -> str:
    """The colour of a series: the chart's own, else the palette's in its order."""
    palette = tuple(chart.colours) or PALETTE
    return palette[place % len(palette)]


def _legend(chart: Chart, width: float) -> tuple[list[Shape], float]:
    """The names of the series in lines above the chart, and how high they stand."""
    if len(chart.series) == 1 and not chart.series[0].target:
        return [], 6.0
    shapes: list[Shape] = []
    x, y = 4.0, 8.0
    for place, series in enumerate(chart.series):
        needed = 18 + measure(series.name) * SMALL + 14
        if x > 4 and x + needed > width:
            x, y = 4.0, y + 13
        colour = colour_of(chart, place)
        if series.target:
            shapes.append(Stroke(x, y, x + 14, y, colour, 1.4, True))
        elif chart.kind == "lines":
            shapes.append(Stroke(x, y, x + 14, y, colour, 1.4))
        else:
            shapes.append(Box(x, y - 4, 12, 8, colour))
        shapes.append(Label(x + 18, y, series.name))
        x += needed
    return shapes, y + 12


@dataclass(frozen=True, slots=True)
class _Axis:
    """The upright axis: where a value stands."""

    top: float
    bottom: float
    steps: tuple[float, ...]

    def at(self, value: Number) -> float:
        low, high = self.steps[0], self.steps[-1]
        return round(self.bottom - (float(value) - low) / (high - low) * (self.bottom - self.top), 2)


def _range(chart: Chart) -> tuple[float, float]:
    known = [float(value) for series in chart.series for value in series.values if value is not None]
    known += [float(value) for value in (*chart.lower, *chart.upper) if value is not None]
    if chart.kind in ("stacked", "bars"):
        known = [*known, *(_sum_at(chart, place) for place in range(len(chart.categories)))]
    return min(known, default=0.0), max(known, default=1.0)


def _sum_at(chart: Chart, place: int) -> float:
    return sum(float(series.values[place] or 0) for series in chart.series if not series.target)


def _draw_upright(chart: Chart) -> Picture:
    shapes, top = _legend(chart, WIDTH)
    steps = ticks(*_range(chart))
    names = [shown(Decimal(f"{step:.10g}")) for step in steps]
    left = max(map(measure, names)) * SMALL + 10
    slot = (WIDTH - left - 6) / len(chart.categories)
    every, lines = _category_plan(chart.categories, slot)
    height = max(HEIGHT - (35 if chart.kind == "lines" else 0), top + 110)
    axis = _Axis(top + 10, height - 10 - lines * 11, tuple(steps))
    for step, name in zip(steps, names, strict=True):
        y = axis.at(step)
        shapes.append(Stroke(left, y, WIDTH, y, INK if step == 0 else HAIR, 0.7 if step == 0 else 0.4))
        shapes.append(Label(left - 4, y, name, "end", FAINT))
    for place, category in enumerate(chart.categories):
        if place % every:
            continue
        middle = left + slot * (place + 0.5)
        for line, text in enumerate(_wrapped(category, slot * every, lines)):
            shapes.append(Label(round(middle, 2), axis.bottom + 9 + line * 10, text, "middle"))
    plot = {"lines": _lines, "stacked": _stacked}.get(chart.kind, _columns)
    shapes.extend(plot(chart, axis, left, slot))
    return Picture(WIDTH, height, tuple(shapes))


def _category_plan(categories: Sequence[str], slot: float) -> tuple[int, int]:
    """Every how many categories one is named, and in how many lines."""
    longest = max(map(measure, categories)) * SMALL
    lines = min(max(math.ceil(longest / max(slot - 2, SMALL)), 1), 3)
    every = max(math.ceil(min(longest, 5 * SMALL) / lines / max(slot - 1, 1)), 1)
    return every, lines


def _wrapped(text: str, width: float, lines: int) -> list[str]:
    """The text in lines of this width; what does not fit ends in …."""
    found: list[str] = [""]
    for letter in text:
        if measure(found[-1] + letter) * SMALL > max(width - 2, SMALL) and found[-1]:
            if len(found) == lines:
                found[-1] = found[-1][:-1] + "…"
                break
            found.append("")
        found[-1] += letter
    return found


def _columns(chart: Chart, axis: _Axis, left: float, slot: float) -> list[Shape]:
    shapes: list[Shape] = []
    bars = [(place, series) for place, series in enumerate(chart.series) if not series.target]
    width = min(slot * 0.76 / max(len(bars), 1), 34.0)
    zero = axis.at(0)
    for place in range(len(chart.categories)):
        start = left + slot * (place + 0.5) - width * len(bars) / 2
        for order, (number, series) in enumerate(bars):
            x, value = round(start + order * width, 2), series.values[place]
            if value is None:
                shapes.append(_missing(x + width / 2, zero, width))
                continue
            y = axis.at(value)
            shapes.append(
                Box(x, min(y, zero), round(width * 0.92, 2), round(abs(zero - y), 2), colour_of(chart, number))
            )
            if measure(shown(value)) * SMALL <= (width * 1.25 if len(bars) > 1 else slot):
                shapes.append(_value_label(chart, axis, place, round(x + width / 2, 2), y, value))
        shapes.extend(_target_marks(chart, axis, place, left + slot * place, slot))
    return shapes


def _value_label(chart: Chart, axis: _Axis, place: int, x: float, y: float, value: Number) -> Label:
    """The value above its column, or inside where the line of a target would cross it."""
    outward = -6 if value >= 0 else 6
    targets = [series.values[place] for series in chart.series if series.target]
    crossed = any(target is not None and abs(axis.at(target) - y - outward) < 6 for target in targets)
    if crossed and abs(y - axis.at(0)) > 14:
        return Label(x, y - outward + 1, shown(value), "middle", "#ffffff")
    return Label(x, y + outward, shown(value), "middle")


def _missing(x: float, y: float, width: float) -> Label:
    words = NO_DATA if width >= measure(NO_DATA) * SMALL else "?"
    return Label(round(x, 2), y - 6, words, "middle", FAINT)


def _target_marks(chart: Chart, axis: _Axis, place: int, x: float, slot: float) -> list[Shape]:
    shapes: list[Shape] = []
    for number, series in enumerate(chart.series):
        value = series.values[place]
        if series.target and value is not None:
            y, edge = axis.at(value), slot * 0.06
            shapes.append(
                Stroke(round(x + edge, 2), y, round(x + slot - edge, 2), y, colour_of(chart, number), 1.4, True)
            )
    return shapes


def _stacked(chart: Chart, axis: _Axis, left: float, slot: float) -> list[Shape]:
    shapes: list[Shape] = []
    width = min(slot * 0.6, 46.0)
    for place in range(len(chart.categories)):
        x, reached = round(left + slot * (place + 0.5) - width / 2, 2), 0.0
        values = [(number, each.values[place]) for number, each in enumerate(chart.series) if not each.target]
        for number, value in values:
            if value:
                y, below = axis.at(reached + float(value)), axis.at(reached)
                shapes.append(Box(x, y, round(width, 2), round(below - y, 2), colour_of(chart, number)))
                reached += float(value)
        if all(value is None for _, value in values):
            shapes.append(_missing(x + width / 2, axis.at(0), width))
        elif measure(shown(reached)) * SMALL <= slot:
            whole = _sum_words(value for _, value in values)
            shapes.append(Label(round(x + width / 2, 2), axis.at(reached) - 6, whole, "middle"))
        shapes.extend(_target_marks(chart, axis, place, left + slot * place, slot))
    return shapes


def _sum_words(values: Iterable[Number | None]) -> str:
    return shown(sum((Decimal(str(value)) for value in values if value is not None), Decimal(0)))


def _band(chart: Chart, axis: _Axis, left: float, slot: float) -> list[Shape]:
    """The range around the first series: a closed shape for each stretch of known ends."""
    shapes: list[Shape] = []
    above: list[tuple[float, float]] = []
    below: list[tuple[float, float]] = []
    ends = zip((*chart.lower, None), (*chart.upper, None), strict=True)
    for place, (low, high) in enumerate(ends):
        if low is None or high is None:
            if len(above) > 1:
                shapes.append(Area((*above, *reversed(below)), colour_of(chart, 0), 0.18))
            above, below = [], []
            continue
        x = round(left + slot * (place + 0.5), 2)
        above.append((x, axis.at(high)))
        below.append((x, axis.at(low)))
    return shapes


def _lines(chart: Chart, axis: _Axis, left: float, slot: float) -> list[Shape]:
    shapes: list[Shape] = _band(chart, axis, left, slot) if chart.lower else []
    for number, series in enumerate(chart.series):
        colour = colour_of(chart, number)
        points = [
            None if value is None else (round(left + slot * (place + 0.5), 2), axis.at(value))
            for place, value in enumerate(series.values)
        ]
        for before, after in pairwise(points):
            if before and after:
                shapes.append(Stroke(*before, *after, colour, 1.4, series.target))
        shapes.extend(Dot(*point, 2.0, colour) for point in points if point)
        shapes.extend(_ends(chart, series, points, colour))
    return shapes


def _ends(chart: Chart, series: Series, points: Sequence[tuple[float, float] | None], colour: str) -> list[Shape]:
    """The last value in words at its point, below it where another line runs above."""
    last = next((place for place in reversed(range(len(points))) if points[place]), None)
    if last is None:
        return []
    value, point = series.values[last], points[last]
    assert value is not None
    assert point is not None
    others = (each.values[last] for each in chart.series if each is not series)
    below = any(other is not None and other > value for other in others)
    return [Label(point[0], point[1] + (9 if below else -8), shown(value), "middle", colour)]


def _draw_bars(chart: Chart) -> Picture:
    """Lying bars, one a category, their parts one after the other."""
    shapes, top = _legend(chart, WIDTH)
    row = 18.0 if len(chart.categories) <= 24 else 12.0
    longest = max(map(measure, chart.categories)) * SMALL
    left = min(longest, 150.0) + 8
    wide = WIDTH - left - 46
    whole = max((_sum_at(chart, place) for place in range(len(chart.categories))), default=0) or 1.0
    for place, category in enumerate(chart.categories):
        y, x = top + row * place, left
        shapes.append(Label(left - 6, y + row / 2, _wrapped(category, 152.0, 1)[0], "end"))
        values = [(number, each.values[place]) for number, each in enumerate(chart.series) if not each.target]
        for number, value in values:
            if value:
                width = round(float(value) / whole * wide, 2)
                shapes.append(Box(round(x, 2), y + row * 0.16, width, round(row * 0.68, 2), colour_of(chart, number)))
                if len(values) > 1 and measure(shown(value)) * SMALL + 2 < width:
                    shapes.append(Label(round(x + width / 2, 2), y + row / 2, shown(value), "middle", "#ffffff"))
                x += width
        known = [value for _, value in values if value is not None]
        words = _sum_words(known) if known else NO_DATA
        shapes.append(Label(round(x + 4, 2), y + row / 2, words, "start", INK if known else FAINT))
    height = top + row * len(chart.categories) + 6
    shapes.append(Stroke(left, top, left, height - 6, INK, 0.7))
    return Picture(WIDTH, height, tuple(shapes))
