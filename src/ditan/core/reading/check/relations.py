"""Relations between indicators that cannot hold: a part above its whole, shares that add to more than all."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from ditan.core.reading.check.plan import Plan, finding
from ditan.core.reading.check.statements import Statement, is_share, statements
from ditan.core.reading.draft import Finding, Level
from ditan.core.reading.resolve.names import name_key

MAY_EXCEED_ALL = (
    "增长",
    "同比",
    "增速",
    "容积率",
    "自给率",
    "拨备",
    "完成率",
    "产销率",
    "负荷率",
    "倍",
    "回报",
    "收益率",
    "提升",
    "降低",
    "下降",
    "提高",
)
"""Words of rates that may well pass 100 %."""

GRADES = ("一星级及以上", "二星级及以上", "三星级")
DISTANCES = ("100米", "200米", "300米", "500米", "800米", "1000米", "1公里")


@cache
def _relations() -> tuple[tuple[str, tuple[str, ...], float | None, str], ...]:
    text = files("ditan.core.lexicon").joinpath("relations.csv").read_text(encoding="utf-8")
    return tuple(
        (row["kind"], tuple(row["codes"].split("|")), float(row["limit"]) if row["limit"] else None, row["reason"])
        for row in csv.DictReader(text.splitlines())
    )


def impossible_relations(plan: Plan) -> Iterable[Finding]:
    """Findings of one plan."""
    found = [one for one in statements(plan) if one.year is not None and not one.group[1]]
    by_metric: dict[tuple[str, int | None], list[Statement]] = {}
    for one in found:
        if one.metric is not None:
            by_metric.setdefault((one.metric.code, one.year), []).append(one)
    years = sorted({one.year for one in found if one.year is not None})
    for kind, codes, limit, reason in _relations():
        for year in years:
            members = [by_metric.get((code, year), []) for code in codes]
            if kind == "part_of" and all(members):
                yield from _part_above_whole(members[0], members[1], year, reason)
            elif kind == "sum_at_most" and limit is not None:
                yield from _sum_above(members, year, limit, reason)
    yield from _above_all(statements(plan))
    yield from _grades(found)


def _part_above_whole(
    parts: Sequence[Statement], wholes: Sequence[Statement], year: int, reason: str
) -> Iterable[Finding]:
    for part in parts:
        for whole in wholes:
            open_ended = whole.comparator in (">=", ">")
            if part.size > whole.size * (1 + 1e-9) and part.comparator not in ("<=", "<"):
                message = f"{year}年“{part.name}”{part.printed}高于“{whole.name}”{whole.printed}:{reason}。"
                level: Level = "notice" if open_ended else "error"
                yield finding("relation-impossible", level, message, (part.side, whole.side))
                return


def _sum_above(members: Sequence[Sequence[Statement]], year: int, limit: float, reason: str) -> Iterable[Finding]:
    present = [same[0] for same in members if same]
    if len(present) < 2 or any(one.comparator in ("<=", "<") for one in present):
        return
    total = sum(one.size * 100 for one in present)
    if total > limit + 1e-6:
        listed = "、".join(f"“{one.name}”{one.printed}" for one in present)
        message = f"{year}年{listed}相加为{total:g}%,超过{limit:g}%:{reason}。"
        yield finding("relation-impossible", "error", message, (one.side for one in present))


def _above_all(found: Sequence[Statement]) -> Iterable[Finding]:
    """Shares above 100 %, and values above what their metric can reach."""
    for one in found:
        key = name_key(one.name)
        share = (
            is_share(one) and key.endswith(("率", "比例", "率达")) and not any(word in key for word in MAY_EXCEED_ALL)
        )
        if share and one.unit and one.size > 1 + 1e-9:
            message = f"“{one.name}”{one.printed},比率不应超过100%。"
            yield finding("share-above-all", "error", message, (one.side,))
        elif one.metric is not None and one.metric.unit == "天" and one.value > 366 and one.unit == "天":
            yield finding("share-above-all", "error", f"“{one.name}”{one.printed},一年没有这么多天。", (one.side,))


def _grades(found: Sequence[Statement]) -> Iterable[Finding]:
    """A higher grade's share above that of the lower one which holds it (二星级及以上 in 一星级及以上)."""
    for ladder in (GRADES, DISTANCES):
        rungs: dict[tuple[str, int | None], dict[int, Statement]] = {}
        for one in found:
            for rung, word in enumerate(ladder):
                if word in one.name and one.role == "target" and is_share(one):
                    rungs.setdefault((name_key(one.name.replace(word, "")), one.year), {})[rung] = one
        for steps in rungs.values():
            order = sorted(steps)
            for low, high in pairwise(order):
                inner, outer = (steps[high], steps[low]) if ladder is GRADES else (steps[low], steps[high])
                if inner.size > outer.size * (1 + 1e-9) and outer.comparator not in (">=", ">"):
                    message = f"“{inner.name}”{inner.printed}高于包含它的“{outer.name}”{outer.printed}。"
                    yield finding("relation-impossible", "error", message, (inner.side, outer.side))
