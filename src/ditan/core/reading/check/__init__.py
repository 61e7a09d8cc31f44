"""Findings about the plan itself: where it contradicts itself, another plan, or what it announces.

One module a rule. A rule takes a `Plan` (or several) and gives findings; it never reports what may be our own
misreading: items of low confidence and ambiguous readings are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ditan.core.reading.check.plan import Plan
from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Draft, Finding
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.table import Table

__all__ = ["check_plan", "check_plans"]

Rule = Callable[[Plan], Iterable[Finding]]
RegionRule = Callable[[Sequence[Plan]], Iterable[Finding]]

RULES: tuple[Rule, ...] = ()
"""Rules of one plan."""

REGION_RULES: tuple[RegionRule, ...] = ()
"""Rules across the plans of one region."""

LEVELS = {"error": 0, "warning": 1, "notice": 2}


def check_plan(
    draft: Draft,
    lexicon: Lexicon,
    *,
    page: CleanText | None = None,
    outline: Outline | None = None,
    tables: Sequence[Table] = (),
) -> tuple[Finding, ...]:
    """Findings within one plan.

    Parameters
    ----------
    draft
        A resolved draft.
    lexicon
        The lexicon that it was resolved with.
    page, outline, tables
        What the reading made on its way; cleaned and outlined again where they are not given.

    Returns
    -------
    tuple of Finding
        Errors first, then by place.
    """
    plan = Plan.of(draft, lexicon, page, outline, tables)
    return _sorted(found for rule in RULES for found in rule(plan))


def check_plans(drafts: Sequence[Draft], lexicon: Lexicon) -> tuple[Finding, ...]:
    """Findings between plans of one region; what `check_plan` finds within each is not repeated."""
    regions: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.document.region_code:
            regions.setdefault(draft.document.region_code, []).append(draft)
    found: list[Finding] = []
    for members in regions.values():
        if len(members) > 1:
            plans = [Plan.of(draft, lexicon) for draft in members]
            found.extend(one for rule in REGION_RULES for one in rule(plans))
    return _sorted(found)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, errors first, then by place."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda one: (LEVELS[one.level], one.spans[0].file, one.spans[0].start, one.code)))
