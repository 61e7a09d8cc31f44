"""Bands of an indicator: the first that a value reaches is its grade. A value that is not known has none."""

from __future__ import annotations

import itertools
import math
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """A grade and the limit from which it is given; `problem` says that it goes on the list of problems."""

    limit: float
    name: str
    problem: bool = False


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands from the best to the worst.

    Parameters
    ----------
    rows
        Empty where no limit is known: the indicator is shown and not graded.
    at_least
        Whether a value reaches a band from above (≥) or from below (≤).
    beyond
        The grade of what reaches no band; it is a problem.
    """

    rows: tuple[Band, ...]
    at_least: bool = True
    beyond: str = "未达标"


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with its working; `grade` is "" where there is none."""

    grade: str
    problem: bool
    working: str


def grade(bands: Bands, value: float | None) -> Graded:
    """The grade of a value.

    Examples
    --------
    >>> sewage = Bands((Band(70, "达标"),))
    >>> grade(sewage, 64.5)
    Graded(grade='未达标', problem=True, working='64.5 < 70')
    >>> grade(sewage, None).grade
    ''
    """
    if value is None or not math.isfinite(value):
        return Graded("", False, "没有数据，不评级")
    if not bands.rows:
        return Graded("", False, "没有限值，不评级")
    sign, miss = ("≥", "<") if bands.at_least else ("≤", ">")
    for band in bands.rows:
        if (value >= band.limit) if bands.at_least else (value <= band.limit):
            return Graded(band.name, band.problem, f"{value:.10g} {sign} {band.limit:.10g}")
    return Graded(bands.beyond, True, f"{value:.10g} {miss} {bands.rows[-1].limit:.10g}")


def bands_of_text(text: str, *, at_least: bool = True) -> Bands:
    """Bands as people write them: `70=达标` a line, the best first; `!` before a grade marks a problem.

    Raises
    ------
    ValueError
        In Chinese, where a line is none or the limits are not in order.

    Examples
    --------
    >>> bands_of_text("90=优\\n70=!差").rows[1]
    Band(limit=70.0, name='差', problem=True)
    """
    rows: list[Band] = []
    for line in unicodedata.normalize("NFKC", text).splitlines():
        if not line.strip():
            continue
        left, mark, right = line.partition("=")
        name = right.strip()
        try:
            limit = float(left.strip())
        except ValueError:
            limit = math.nan
        if not mark or not math.isfinite(limit) or not name.removeprefix("!"):
            raise ValueError(f"分级的一行“{line.strip()[:30]}”应写作“限值=等级”，如 70=达标。")
        rows.append(Band(limit, name.removeprefix("!")[:20], name.startswith("!")))
    for first, second in itertools.pairwise(rows):
        if (second.limit >= first.limit) if at_least else (second.limit <= first.limit):
            way = "从大到小" if at_least else "从小到大"
            raise ValueError(f"各级限值应{way}，{first.limit:g} 之后是 {second.limit:g}；请调整。")
    return Bands(tuple(rows), at_least)


def words_of(bands: Bands) -> str:
    """Bands as `bands_of_text` reads them."""
    return "\n".join(f"{band.limit:.10g}={'!' if band.problem else ''}{band.name}" for band in bands.rows)
