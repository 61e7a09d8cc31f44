"""Sizes (points) and margins (millimetres) of the two forms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a form. `first` to `third` are headings, `leading` the space between lines, `line` their distance."""

    title: float
    first: float
    second: float
    third: float
    body: float
    small: float
    table: float
    note: float
    leading: float
    line: float
    above: float
    below: float
    drop: float
    top: float
    bottom: float
    left: float
    right: float


FORMS = {
    # GB/T 9704-2012: 二号 title, 三号 text, about 28 points from line to line, 156 × 225 mm of text.
    "official": Measures(22, 16, 16, 16, 16, 14, 12, 9, 14, 28, 14, 10, 14, 37, 35, 28, 26),
    # 小四 and 五号 for reports of many tables, with the margins of office software.
    "report": Measures(20, 15, 13, 12, 12, 11, 9.5, 8, 9, 21, 12, 8, 8, 28, 25, 26, 26),
}
