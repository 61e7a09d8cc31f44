"""Targets that lead nowhere: later weaker than earlier, or already met by where things stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ditan.core.reading.check.facts import Fact, read_facts, wanted_names
from ditan.core.reading.check.plan import Plan, finding
from ditan.core.reading.check.statements import Group, Statement, grouped, specific, statements
from ditan.core.reading.draft import Finding, FindingSpan
from ditan.core.reading.resolve.names import name_key

FLOWS = ("新增", "新建", "每年", "当年", "年度", "改造", "完成", "新开工", "减排量")
"""Words of names that count what happens in a period, not how much there is at its end."""


ALLOWANCE = re.compile(r"(?:消费|用水|用能|用电|消耗)(?:总)?量$")

LONGEST = 200
"""Characters of a sentence, at most."""

WORKS = ("新增", "新建", "建成", "完成", "改造", "实施", "创建", "培育", "打造", "治理", "推广", "淘汰")
"""Verbs of a sentence whose number may count one period's work."""


def weakening_targets(plan: Plan) -> Iterable[Finding]:
    """Later targets weaker than earlier ones in one plan."""
    yield from _weakening([plan], "target-weakens", across=False)


def weakening_plans(plans: Sequence[Plan]) -> Iterable[Finding]:
    """Later targets of one plan weaker than earlier ones of another plan of the region."""
    yield from _weakening(plans, "plans-weaken", across=True)


def met_targets(plan: Plan) -> Iterable[Finding]:
    """Targets of a plan that its own baseline already exceeds."""
    found = statements(plan)
    facts = (*_bases(found), *read_facts(plan, wanted_names(found)))
    yield from _met(found, facts, "target-already-met", across=False)


def met_plans(plans: Sequence[Plan]) -> Iterable[Finding]:
    """Targets of a plan that the baseline of another plan of the region already exceeds."""
    found = [one for plan in plans for one in statements(plan)]
    wanted = wanted_names(found)
    facts = [fact for plan in plans for fact in read_facts(plan, wanted)]
    yield from _met(found, (*_bases(found), *facts), "plans-already-met", across=True)


def _weakening(plans: Sequence[Plan], code: str, across: bool) -> Iterable[Finding]:
    found = [one for plan in plans for one in statements(plan)]
    texts = {plan.draft.name: plan.draft.text for plan in plans}
    for members in grouped(one for one in found if _is_level_target(one)).values():
        ordered = sorted(members, key=lambda one: (one.year or 0, one.row))
        for later in ordered:
            earlier = [one for one in ordered if (one.year or 0) < (later.year or 0) and _weaker(later, one)]
            earlier = [one for one in earlier if (one.side.file != later.side.file) == across]
            earlier = [
                one
                for one in earlier
                if one.source or later.source or _one_sentence(one, later, texts) or specific(one, later)
            ]
            if earlier:
                first = earlier[-1]
                message = f"“{later.name}”{later.year}年目标{later.printed},弱于{first.year}年目标{first.printed}" + (
                    "。" if first.name == later.name else f"(“{first.name}”)。"
                )
                yield finding(code, "error", message, (first.side, later.side))


def _one_sentence(one: Statement, other: Statement, texts: dict[str, str]) -> bool:
    """Whether two targets stand in one sentence and so share their subject (到2025年达到30%,到2030年达到25%)."""
    if one.side.file != other.side.file:
        return False
    first, last = sorted((one.side.start, other.side.start))
    return last - first <= LONGEST and not re.search(r"[。;；\n]", texts[one.side.file][first:last])


def _is_level_target(one: Statement) -> bool:
    known = (
        one.role == "target"
        and not _is_allowance(one)
        and not one.stretch
        and one.year is not None
        and one.direction != ""
    )
    if not known or one.basis == "annual" or any(word in one.name for word in FLOWS):
        return False
    counted = one.group[2] != ("share",) and not one.source
    return not (counted and any(word in one.side.quote for word in WORKS))


def _is_allowance(one: Statement) -> bool:
    """Whether the value is a ceiling of what may be used, which may grow with the place (能源消费总量 1520 → 1700万吨)."""
    return one.direction == "down" and ALLOWANCE.search(name_key(one.name)) is not None


def _weaker(later: Statement, earlier: Statement) -> bool:
    if later.basis != earlier.basis:
        return False
    if (later.changes or earlier.changes) and (later.base_year is None or later.base_year != earlier.base_year):
        return False  # each five years count their own fall
    margin = 1e-9 * max(1.0, abs(earlier.size))
    if later.direction == "up":
        return later.size < earlier.size - margin and later.comparator not in ("<=", "<")
    return later.size > earlier.size + margin and later.comparator not in (">=", ">")


def _bases(found: Sequence[Statement]) -> tuple[Fact, ...]:
    """Stated baselines; a cumulative one counts a past period and says nothing of the next."""
    return tuple(
        Fact(one.group, one.name, one.value, one.size, one.unit, one.year, one.side)
        for one in found
        if one.role == "base" and one.basis == "level"
    )


def _met(found: Sequence[Statement], facts: Sequence[Fact], code: str, across: bool) -> Iterable[Finding]:
    by_group: dict[Group, list[Fact]] = {}
    for fact in facts:
        by_group.setdefault(fact.group, []).append(fact)
    met: dict[tuple[FindingSpan, int | None, float], tuple[Fact, list[Statement]]] = {}
    for target in found:
        if target.role != "target" or target.direction == "" or target.changes:
            continue
        for fact in by_group.get(target.group, ()):
            if (fact.side.file != target.side.file) == across and _exceeded(target, fact):
                met.setdefault((fact.side, target.year, target.size), (fact, []))[1].append(target)
                break
    for fact, targets in met.values():
        yield _met_finding(targets, fact, code)


def _exceeded(target: Statement, fact: Fact) -> bool:
    if (
        _is_allowance(target)
        or target.basis == "annual"
        or any(word in target.name for word in FLOWS if word not in ("改造",))
    ):
        return False
    if fact.year is not None and target.year is not None and fact.year >= target.year:
        return False
    if fact.side.start == target.side.start and fact.side.file == target.side.file and fact.year is None:
        return False
    margin = (0.05 if target.comparator == "approx" else 1e-9) * max(1e-9, abs(fact.size))
    if target.direction == "up":
        return fact.size > target.size + margin and target.comparator not in ("<=", "<")
    return fact.size < target.size - margin and target.comparator not in (">=", ">")


def _met_finding(targets: Sequence[Statement], fact: Fact, code: str) -> Finding:
    target = targets[0]
    when = f"{fact.year}年已为" if fact.year is not None else "现状已为"
    year = f"{target.year}年" if target.year is not None else ""
    message = f"“{target.name}”{year}目标{target.printed},而{when}{fact.value:g}{fact.unit},目标已经达到。"
    if "count" in target.group[2]:
        message = message.removesuffix("目标已经达到。") + "请核对目标是总数还是新增数。"
    return finding(code, "warning", message, (fact.side, *(one.side for one in targets)))
