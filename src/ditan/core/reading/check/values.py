"""One indicator, one year, two values; and one indicator that a table holds twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ditan.core.reading.check.facts import read_undated, wanted_names
from ditan.core.reading.check.plan import Plan, finding
from ditan.core.reading.check.statements import Statement, grouped, specific, statements
from ditan.core.reading.draft import Finding, Level
from ditan.core.reading.resolve.metrics import telling
from ditan.core.reading.resolve.names import name_key

Values = dict[tuple[int | None, str], float]
"""(year, basis) → size."""

CLAIMS = frozenset(("达标", "创建", "覆盖", "回收", "资源化", "无害化"))
"""Words that make another claim out of a rate."""

SAME = 1e-6
"""Relative difference up to which two printed numbers are one value."""


def differing_values(plan: Plan) -> Iterable[Finding]:
    """Findings of one plan."""
    found = statements(plan)
    yield from _repeated(found)
    for sides in _differing(found):
        message = f"同一指标{_named(sides)}{_year(sides[0])}前后不一:{_listed(sides)}。"
        yield finding("value-differs", _level(sides), message, (one.side for one in sides))
    yield from _undated(plan, found)
    yield from _renamed(found)


def differing_plans(plans: Sequence[Plan]) -> Iterable[Finding]:
    """Findings between plans of one region."""
    found = [one for plan in plans for one in statements(plan)]
    titles = {plan.draft.name: plan.draft.document.title or plan.draft.name for plan in plans}
    for sides in _differing(found):
        if len({one.side.file for one in sides}) < 2:
            continue
        listed = ";".join(f"《{titles[one.side.file]}》{one.printed}" for one in sides)
        message = f"同一地区的规划对{_named(sides)}{_year(sides[0])}要求不一:{listed}。"
        yield finding("plans-differ", _level(sides), message, (one.side for one in sides))


def _repeated(found: Sequence[Statement]) -> Iterable[Finding]:
    """Rows of one table that say the same of the same."""
    for members in grouped(one for one in found if one.source and one.role == "target").values():
        rows: dict[tuple[str, int], list[Statement]] = {}
        for one in members:
            rows.setdefault((one.source, one.row), []).append(one)
        tables: dict[str, list[list[Statement]]] = {}
        for (source, _), row in rows.items():
            tables.setdefault(source, []).append(row)
        for source, same in tables.items():
            values: list[Values] = [{(one.year, one.basis): one.size for one in row} for row in same]
            if len(same) > 1 and all(_agree(values[0], other) for other in values[1:]):
                names = "、".join(dict.fromkeys(row[0].name for row in same))
                message = f"{source}中同一指标列了{len(same)}次:{names},目标值相同。"
                yield finding("indicator-repeated", "notice", message, (row[0].side for row in same))


def _agree(a: Values, b: Values) -> bool:
    shared = a.keys() & b.keys()
    return bool(shared) and all(_equal(a[year], b[year]) for year in shared)


def _differing(found: Sequence[Statement]) -> Iterable[list[Statement]]:
    """For each indicator and year with more than one value, the first statement of each value in each file."""
    for members in grouped(one for one in found if one.role == "target" and not one.stretch and one.year).values():
        years: dict[tuple[int | None, str], list[Statement]] = {}
        for one in members:
            years.setdefault((one.year, one.basis), []).append(one)
        for same in years.values():
            distinct: list[Statement] = []
            for one in same:
                if distinct and not _comparable(one, distinct[0]):
                    continue
                if not any(_same_mention(one, other) for other in distinct):
                    distinct.append(one)
            if any(not _equal(one.size, distinct[0].size) for one in distinct):
                yield distinct


def _undated(plan: Plan, found: Sequence[Statement]) -> Iterable[Finding]:
    """A value of the text without a year that is none of those in the table."""
    rows = grouped(one for one in found if one.source and one.year is not None and not one.stretch)
    tabled = [one for members in rows.values() for one in members]
    loose = [
        (one.group, one.size, one.side, one.printed)
        for one in found
        if one.year is None and not one.source and not one.stretch and one.role == "target"
    ]
    for fact in read_undated(plan, wanted_names(tabled)):
        loose.append((fact.group, fact.size, fact.side, f"{fact.value:g}{fact.unit}"))
    for group, size, side, printed in loose:
        known = rows.get(group, [])
        if known and not any(_equal(size, one.size) for one in known):
            values = "、".join(f"{one.year}年{one.printed}" for one in known)
            message = f"文中“{known[0].name}”{printed}未写年份,与表中各年的值({values})都不相同。"
            yield finding("undated-value-differs", "notice", message, (side, known[0].side))


def _renamed(found: Sequence[Statement]) -> Iterable[Finding]:
    """One target under two names that claim different things (建筑垃圾回收利用率, 建筑垃圾资源化利用率)."""
    for members in grouped(one for one in found if one.role == "target" and not one.stretch and one.metric).values():
        first = members[0]
        for other in members[1:]:
            same = other.year == first.year and _equal(other.size, first.size)
            claimed = all(telling(name_key(one.name)) & CLAIMS for one in (first, other))
            if same and claimed and not _synonyms((first, other)):
                message = f"同一目标({first.printed})有两种名称:“{first.name}”与“{other.name}”。"
                yield finding("indicator-names-differ", "notice", message, (first.side, other.side))
                break


def _comparable(one: Statement, other: Statement) -> bool:
    """Not a level and a change, not two sub-rows of one table (城市, 县城), and not changes against two years."""
    if one.changes != other.changes:
        return False
    if one.source and one.source == other.source and one.side.file == other.side.file:
        return name_key(one.name) == name_key(other.name) and one.category == other.category
    if not one.source and not other.source and not specific(one, other):
        return False
    return one.base_year is None or other.base_year is None or one.base_year == other.base_year


def _same_mention(one: Statement, other: Statement) -> bool:
    """The same value again, or another value of the same place (A、B分别达到x、y under one name)."""
    if one.side.file != other.side.file:
        return False
    overlap = one.side.start < other.side.end and other.side.start < one.side.end
    return overlap or _equal(one.size, other.size)


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= SAME * max(1.0, abs(a), abs(b))


def _level(sides: Sequence[Statement]) -> Level:
    """An error where no number can satisfy all sides, else a warning."""
    low = max((one.size for one in sides if one.comparator in ("=", ">=", ">", "approx")), default=float("-inf"))
    high = min((one.size for one in sides if one.comparator in ("=", "<=", "<", "approx")), default=float("inf"))
    if len({name_key(one.name) for one in sides}) > 1 and not _synonyms(sides):
        return "warning"
    return "error" if low > high and not _equal(low, high) else "warning"


def _synonyms(sides: Sequence[Statement]) -> bool:
    """Whether names that differ say the same in other words, not in other terms (达标率 and 创建率)."""
    terms = {telling(name_key(one.name)) & CLAIMS for one in sides}
    return len(terms) == 1


def _year(one: Statement) -> str:
    return f"{one.year}年" if one.year is not None else ""


def _listed(sides: Sequence[Statement]) -> str:
    return ";".join(f"{one.where}{one.printed}" for one in sides)


def _named(sides: Sequence[Statement]) -> str:
    return "、".join(f"“{name}”" for name in dict.fromkeys(one.name for one in sides))
