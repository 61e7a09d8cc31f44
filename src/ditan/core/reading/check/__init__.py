"""Findings about the plan itself: where it contradicts itself, another plan, or what it announces.

One module a rule. A rule takes a `Plan` (or several) and gives findings; it never reports what may be our own
misreading: items of low confidence and ambiguous readings are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from ditan.core.reading.check.annexes import absent_annexes, dangling_references
from ditan.core.reading.check.announced import announced_counts, announced_names
from ditan.core.reading.check.arithmetic import broken_sums
from ditan.core.reading.check.codes import CODES
from ditan.core.reading.check.damage import damaged_numbers
from ditan.core.reading.check.departments import broken_lists, cut_names, missing_departments, two_names
from ditan.core.reading.check.numbering import numbering
from ditan.core.reading.check.page_damage import damaged_dates, damaged_document_numbers, unpaired_marks
from ditan.core.reading.check.periods import outside_period, past_targets
from ditan.core.reading.check.plan import Plan
from ditan.core.reading.check.progress import met_plans, met_targets, weakening_plans, weakening_targets
from ditan.core.reading.check.projects import counted_twice, different_leads, one_thing_two_numbers, shared_objects
from ditan.core.reading.check.relations import impossible_relations
from ditan.core.reading.check.terms import doubled_words, shuffled_categories, shuffled_titles, spelling_variants
from ditan.core.reading.check.totals import differing_totals
from ditan.core.reading.check.units_lost import lost_units, wrong_units
from ditan.core.reading.check.values import differing_plans, differing_values
from ditan.core.reading.check.wording import wording_differs
from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Draft, Finding
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.table import Table

__all__ = ["CODES", "check_plan", "check_plans"]

Rule = Callable[[Plan], Iterable[Finding]]
RegionRule = Callable[[Sequence[Plan]], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    announced_counts,
    announced_names,
    differing_totals,
    differing_values,
    weakening_targets,
    met_targets,
    impossible_relations,
    broken_sums,
    damaged_numbers,
    lost_units,
    wrong_units,
    counted_twice,
    one_thing_two_numbers,
    shared_objects,
    different_leads,
    wording_differs,
    absent_annexes,
    dangling_references,
    cut_names,
    broken_lists,
    missing_departments,
    two_names,
    outside_period,
    past_targets,
    numbering,
    spelling_variants,
    doubled_words,
    shuffled_categories,
    shuffled_titles,
    damaged_dates,
    damaged_document_numbers,
    unpaired_marks,
)
"""Rules of one plan."""

REGION_RULES: tuple[RegionRule, ...] = (differing_plans, weakening_plans, met_plans)
"""Rules across the plans of one region."""

LEVELS = {"error": 0, "warning": 1, "notice": 2}


def check_plan(
    draft: Draft,
    lexicon: Lexicon | None = None,
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
        The lexicon that it was resolved with; the shipped one where none is given.
    page, outline, tables
        What the reading made on its way; cleaned and outlined again where they are not given.

    Returns
    -------
    tuple of Finding
        Errors first, then by place.
    """
    plan = Plan.of(draft, lexicon or _shipped(), page, outline, tables)
    return _sorted(_without_echoes([found for rule in RULES for found in rule(plan)]))


def check_plans(drafts: Sequence[Draft], lexicon: Lexicon | None = None) -> tuple[Finding, ...]:
    """Findings between plans of one region; what `check_plan` finds within each is not repeated.

    Two versions of one plan (征求意见稿 and 印发稿) are meant to differ: of plans with one title only the last counts.
    """
    lexicon = lexicon or _shipped()
    regions: dict[str, list[Draft]] = {}
    for draft in drafts:
        region = draft.document.region_code or draft.document.region
        if region:
            regions.setdefault(region, []).append(draft)
    found: list[Finding] = []
    for members in regions.values():
        if len(members) > 1:
            plans = [Plan.of(draft, lexicon) for draft in _last_versions(members)]
            found.extend(one for rule in REGION_RULES for one in rule(plans))
    return _sorted(_without_echoes(found))


def _shipped() -> Lexicon:
    from ditan.core.lexicon import load_lexicon  # the lexicon's types come from this package

    return load_lexicon()


def _last_versions(drafts: Sequence[Draft]) -> list[Draft]:
    """Of drafts with one title, brackets apart, the one issued last."""
    last: dict[str, Draft] = {}
    for draft in sorted(drafts, key=lambda draft: (draft.document.issued_on or "", draft.document.status == "issued")):
        title = re.sub(r"\((?:征求意见|送审|报批|草案|公示|印发|试行)[^()]*\)|\s", "", draft.document.title)
        last[title or draft.name] = draft
    return [draft for draft in drafts if any(draft is kept for kept in last.values())]


def _without_echoes(findings: Sequence[Finding]) -> Iterable[Finding]:
    """Without weakenings between two places whose values are told to differ, and without targets told to be met
    already that are told to be weaker than an earlier one."""
    differing = {one.spans for one in findings if one.code in ("value-differs", "plans-differ")}
    weak = {one.spans[-1] for one in findings if one.code == "target-weakens"}
    for one in findings:
        weakens = one.code in ("target-weakens", "plans-weaken") and one.spans in differing
        met = one.code == "target-already-met" and bool(weak & set(one.spans))
        if not (weakens or met):
            yield one


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, errors first, then by place."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda one: (LEVELS[one.level], one.spans[0].file, one.spans[0].start, one.code)))
