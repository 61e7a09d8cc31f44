"""Sums inside sentences: yearly amounts against their total, parts against the whole, shares against 100."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ditan.core.reading.check.plan import Plan, Stretch, finding
from ditan.core.reading.draft import Finding
from ditan.core.reading.quantities import Amount, find_amounts
from ditan.core.reading.resolve.names import bigrams
from ditan.core.reading.years import find_years

SHARES = re.compile(r"(?<![\d.:])\d+(?:\.\d+)?(?:[:：]\d+(?:\.\d+)?){2,}(?![\d.:])")
SHARED = re.compile(r"(?:结构|比例|比重|构成)[^。;;]{0,40}$")
ROUNDING = 0.3
"""Three shares, each rounded to one decimal, may miss 100 by this much."""

TOTAL = re.compile(r"累计|共计|合计|完成|达到|总计|五年|共")
ANNUAL = re.compile(r"每年|年均|每年度")
PART = re.compile(r"其中|[((]含")


def broken_sums(plan: Plan) -> Iterable[Finding]:
    """Findings of one plan."""
    for sentence in plan.sentences:
        if not re.search(r"\d", sentence.text):
            continue
        yield from _shares(plan, sentence)
        yield from _annual(plan, sentence)
        yield from _parts(plan, sentence)


def _shares(plan: Plan, sentence: Stretch) -> Iterable[Finding]:
    for match in SHARES.finditer(sentence.text):
        parts = [float(part) for part in re.split(r"[:：]", match.group())]
        told = SHARED.search(sentence.text, 0, match.start()) is not None
        if told and sum(parts) > 20 and abs(sum(parts) - 100) > ROUNDING:
            side = plan.at(sentence.start + match.start(), sentence.start + match.end())
            message = f"“{match.group()}”各部分相加为{sum(parts):g},不等于100。"
            yield finding("shares-do-not-add", "error", message, (side,))


def _annual(plan: Plan, sentence: Stretch) -> Iterable[Finding]:
    """每年改造1000公里…五年完成5000公里: the total must be the yearly amount times the years."""
    text = sentence.text
    for yearly in ANNUAL.finditer(text):
        amounts = [one for one in find_amounts(text, yearly.end()) if one.unit and not one.words]
        if len(amounts) < 2:
            continue
        first, rest = amounts[0], amounts[1:]
        years = _years(text[: yearly.start()], plan)
        if years is None or first.start - yearly.end() > 24 or first.unit in ("%", "‰", "个百分点"):
            continue
        total = next(
            (one for one in rest if one.unit == first.unit and _is_total(text, yearly.end(), first, one)), None
        )
        if total is not None and _misses(first, total, years):
            side = plan.at(sentence.start + yearly.start(), sentence.start + total.end)
            expected = first.value * years
            message = f"“{side.quote}”:每年{first.value:g}{first.unit},{years}年应为{expected:g}{first.unit}。"
            yield finding("annual-total-differs", "warning", message, (side,))


def _is_total(text: str, after: int, yearly: Amount, total: Amount) -> bool:
    """Whether a later amount is the total of the yearly one: a word of totals before it, and the same object."""
    between = text[yearly.end : total.start]
    if not TOTAL.search(between) or "每年" in between or "年均" in between:
        return False
    what = re.sub(r"[^\u4e00-\u9fff]", "", text[after : yearly.start])
    return bool(bigrams(what) & bigrams(re.sub(r"[^\u4e00-\u9fff]", "", between)))


def _misses(yearly: Amount, total: Amount, years: int) -> bool:
    expected = yearly.value * years
    if yearly.comparator in (">=", ">") and total.value > expected:
        return False
    if yearly.comparator in ("<=", "<") and total.value < expected:
        return False
    return abs(total.value - expected) > 0.02 * max(expected, total.value)


def _years(before: str, plan: Plan) -> int | None:
    """How many years the yearly amount runs: those of the period named before it, else of the plan."""
    spans = [year for year in find_years(before) if year.first is not None and year.year is not None]
    if spans:
        last = spans[-1]
        assert last.first is not None
        assert last.year is not None
        return last.year - last.first + 1
    facts = plan.draft.document
    if facts.period_start is not None and facts.period_end is not None:
        return facts.period_end - facts.period_start + 1
    return None


def _parts(plan: Plan, sentence: Stretch) -> Iterable[Finding]:
    """绿色工厂14家(含国家级20家): a part above its whole."""
    for match in PART.finditer(sentence.text):
        before = [one for one in find_amounts(sentence.text, 0, match.start()) if one.unit]
        behind = [one for one in find_amounts(sentence.text, match.end()) if one.unit]
        if not before or not behind or match.start() - before[-1].end > 4:
            continue
        whole, part = before[-1], behind[0]
        same = whole.unit == part.unit and whole.unit not in ("%", "‰", "个百分点", "元/吨") and "年" not in whole.unit
        cut = any(plan.cut_before(sentence.start + one.number_start) for one in (whole, part))
        if same and not cut and part.start - match.end() <= 16 and part.value > whole.value:
            side = plan.at(sentence.start + whole.start, sentence.start + part.end)
            message = f"“{side.quote}”:其中的部分大于总数。"
            yield finding("part-above-whole", "error", message, (side,))
