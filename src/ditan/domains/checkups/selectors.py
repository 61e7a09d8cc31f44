"""Reads of check-ups: indicators, the list, the grid of regions and indicators, the list of problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ditan.base.access.scope import scope_of
from ditan.base.directory.models import Organisation, OrganisationKind
from ditan.base.records.selectors.scope import shows_demo
from ditan.core.checkups import Bands, bands_of_text
from ditan.domains.checkups.models import Checkup, Indicator, Result, Review
from ditan.domains.checkups.permissions import ENTER, VIEW, may


@dataclass(frozen=True, slots=True)
class Rule:
    """An indicator as a check-up keeps it."""

    code: str
    name: str
    aspect: str
    unit: str
    definition: str
    bands_text: str
    at_least: bool
    basis: str
    verified: bool
    metric: int | None
    organisation: int | None = None

    @property
    def bands(self) -> Bands:
        return bands_of_text(self.bands_text, at_least=self.at_least)


def rules_of(checkup: Checkup) -> list[Rule]:
    """The indicators of a check-up as they were when it began."""
    return [rule_of(row) for row in checkup.rules]


def rule_of(row: Mapping[str, Any]) -> Rule:
    """One of them."""
    return Rule(**row)


def indicators(user: Any, words: str = "") -> QuerySet[Indicator]:
    """All indicators that match, active ones first."""
    rows = Indicator.objects.all() if may(user, VIEW) else Indicator.objects.none()
    for word in words.replace("\x00", "").split():
        rows = rows.filter(Q(name__contains=word) | Q(code__contains=word) | Q(aspect__contains=word))
    return rows.select_related("metric", "organisation").order_by("-is_active", "aspect", "code")


def checkups(user: Any) -> QuerySet[Checkup]:
    """All check-ups, the newest first, with how many regions, values and problems each has."""
    rows = Checkup.objects.all() if may(user, VIEW) else Checkup.objects.none()
    if not shows_demo():
        rows = rows.filter(demo=False)
    return rows.annotate(
        regions=Count("results__region", distinct=True),
        asked=Count("results"),
        known=Count("results", filter=Q(results__value__isnull=False)),
        waiting=Count("results", filter=Q(results__review=Review.WAITING)),
        problems=Count("results", filter=Q(results__problem=True)),
    ).order_by("-year", "-pk")


def get_checkup(user: Any, pk: int) -> Checkup:
    """One check-up."""
    return checkups(user).get(pk=pk)


def get_result(user: Any, pk: int) -> Result:
    """One value of a check-up that the user sees."""
    rows = Result.objects.filter(checkup__in=checkups(user).order_by().values("pk"))
    return rows.select_related("checkup", "region").get(pk=pk)


def own_results(user: Any) -> QuerySet[Result]:
    """What the user may enter: the indicators that the own organisations answer for, in whatever region, and all of the
    region of an own town. A department does not get all of a district because its seat is there."""
    scope = scope_of(user, ENTER)
    rows = Result.objects.filter(checkup__in=checkups(user).order_by().values("pk"))
    if not scope.everything:
        towns = Organisation.objects.filter(
            pk__in=scope.organisations, kind=OrganisationKind.TOWN, region__isnull=False
        )
        rows = rows.filter(Q(organisation__in=scope.organisations) | Q(region__in=towns.order_by().values("region")))
    return rows.select_related("checkup", "region").order_by("-checkup__year", "checkup_id", "region_name", "position")


def waiting(user: Any, checkup: Checkup) -> list[tuple[Result, Rule]]:
    """What was entered and waits for the office."""
    rules = {rule.code: rule for rule in rules_of(checkup)}
    rows = checkup.results.filter(review=Review.WAITING) if may(user, VIEW) else checkup.results.none()
    return [(each, rules[each.indicator]) for each in rows.order_by("region_name", "position", "pk")]


def grid(user: Any, checkup: Checkup) -> tuple[list[Rule], list[tuple[str, int, list[Result]]]]:
    """Indicators, and for each region its name, key and results in their order. One query."""
    rules = rules_of(checkup)
    found: dict[tuple[str, int], dict[str, Result]] = defaultdict(dict)
    for each in checkup.results.select_related("matter").order_by("pk"):
        found[each.region_name, each.region_id][each.indicator] = each
    return rules, [(name, pk, [row[rule.code] for rule in rules]) for (name, pk), row in found.items()]


def problems(user: Any, checkup: Checkup) -> list[tuple[Result, Rule]]:
    """What is to be put right, with the matter that it became."""
    rules = {rule.code: rule for rule in rules_of(checkup)}
    rows = checkup.results.filter(problem=True).select_related("matter__organisation").order_by("position", "pk")
    return [(each, rules[each.indicator]) for each in rows]
