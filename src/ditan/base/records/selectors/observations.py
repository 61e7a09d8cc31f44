"""Reads of values: what stands, of many subjects and metrics at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from ditan.base.records.models import Metric, Observation, Publication, Source, Standing, Subject
from ditan.base.records.permissions import VIEW
from ditan.base.records.selectors.scope import visible_metrics, visible_observations, visible_standings
from ditan.base.records.services.keys import chunks
from ditan.base.searching import holding
from ditan.core.periods import Kind

ORDERS: dict[str, tuple[str, ...]] = {
    "": ("-period_end", "-pk"),
    "-period": ("-period_end", "-pk"),
    "period": ("period_end", "pk"),
}
"""Both walk an index: a list of a million values is never sorted to show twenty."""

CONTEXT = ("subject", "metric", "observation", "observation__publication", "observation__source")
"""What stands beside a value wherever it is shown."""

LONGEST_FIRST = Case(
    *(
        When(period_kind=kind, then=Value(place))
        for place, kind in enumerate(
            (
                Kind.MULTI_YEAR,
                Kind.YEAR,
                Kind.CUMULATIVE_MONTHS,
                Kind.CUMULATIVE_DAYS,
                Kind.QUARTER,
                Kind.MONTH,
                Kind.END_OF,
            )
        )
    ),
    default=Value(9),
    output_field=IntegerField(),
)
"""Of periods that end on one day the longest first, as their kinds tell."""


@dataclass(frozen=True, slots=True)
class ObservationFilters:
    """What a list of values is asked for. `q` looks in names of metrics, `who` in those of subjects; `year` is the year in
    which the period ends."""

    q: str = ""
    who: str = ""
    subject: int | None = None
    metric: int | None = None
    year: int | None = None
    period_kind: str = ""
    status: str = ""
    origin: str = ""
    role: str = ""
    contested: bool | None = None
    order: str = ""


def observations(user: Any, filters: ObservationFilters | None = None, permission: str = VIEW) -> QuerySet[Standing]:
    """Standing values that match, newest period first, each with its observation, metric, subject and publication.

    With a `permission`, such as that to export, those that the user reaches with it.
    """
    asked = filters or ObservationFilters()
    rows = visible_standings(user, permission).select_related(*CONTEXT)
    for word in asked.q.split():
        named = visible_metrics(user).filter(holding(word, "name", "code", "aliases__name")).values("pk")
        rows = rows.filter(Q(metric__in=named))
    for word in asked.who.split():
        rows = rows.filter(subject__in=Subject.objects.filter(holding(word, "name")).values("pk"))
    plain = {"subject": asked.subject, "metric": asked.metric, "period_end__year": asked.year}
    words = {
        "period_kind": asked.period_kind,
        "status": asked.status,
        "origin": asked.origin,
        "role": asked.role,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value is not None})
    rows = rows.filter(**{name: value for name, value in words.items() if value})
    if asked.contested is not None:
        rows = rows.filter(contested=asked.contested)
    return rows.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def contested_count(user: Any) -> int:
    """On how many values publications disagree: what the menu shows beside its entry. By an index of these alone."""
    return visible_standings(user).filter(contested=True).count()


def contested_box(user: Any) -> dict[str, Any]:
    """The first few values on which publications disagree, for the workbench."""
    rows = observations(user, ObservationFilters(contested=True))
    return {"rows": list(rows[:5]), "total": contested_count(user)}


def get_standing(user: Any, pk: int, permission: str = "") -> Standing:
    """One standing value; `Standing.DoesNotExist` where it lies outside the user's data."""
    rows = visible_standings(user, permission) if permission else visible_standings(user)
    return rows.select_related(*CONTEXT).get(pk=pk)


def get_observation(user: Any, pk: int) -> Observation:
    """One version of a value; `Observation.DoesNotExist` where it lies outside the user's data."""
    rows = visible_observations(user)
    return rows.select_related("subject", "metric", "metric__responsible", "publication", "source").get(pk=pk)


def subjects_seen(user: Any, kind: str = "") -> QuerySet[Subject]:
    """Whom the values that the user sees speak of; of one kind where it is named."""
    rows = Subject.objects.filter(kind=kind) if kind else Subject.objects.all()
    return rows.filter(Exists(visible_standings(user).filter(subject=OuterRef("pk")).order_by()))


def subjects_named(user: Any, words: str) -> QuerySet[Subject]:
    """Subjects that the user sees whose name or code holds each of the words, regions first."""
    rows = subjects_seen(user)
    for word in words.split():
        rows = rows.filter(holding(word, "name", "code"))
    return rows.order_by(Case(When(kind=Subject.Kind.REGION, then=Value(0)), default=Value(1)), "name", "pk")


def metrics_seen(user: Any) -> QuerySet[Metric]:
    """Metrics of which the user sees a value, by name."""
    seen = visible_standings(user).filter(metric=OuterRef("pk")).order_by()
    return visible_metrics(user).filter(Exists(seen)).order_by("name", "pk")


def years_seen(user: Any) -> list[int]:
    """Years from the first to the last in which a period that the user sees ends, newest first."""
    rows = visible_standings(user).order_by("period_end").values_list("period_end", flat=True)
    first, last = rows.first(), rows.last()
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def latest(
    user: Any,
    subjects: Collection[Subject],
    metrics: Collection[int],
    *,
    roles: Collection[str] = (),
    basis: str = "",
) -> dict[tuple[int, int], Standing]:
    """The newest standing value of each of these subjects and metrics (keys): one query finds those of all pairs, in the
    projection alone; a few more fetch what is shown of them.

    Without `basis` it is the value of the metric's own. Of two periods that end on one day the longer is given: the year
    and not its last month.
    """
    rows = visible_standings(user).filter(subject__in=subjects, metric__in=metrics)
    rows = rows.filter(basis=basis) if basis else rows.filter(basis=F("metric__basis"))
    if roles:
        rows = rows.filter(role__in=roles)
    newest = Window(
        RowNumber(),
        partition_by=[F("subject_id"), F("metric_id")],
        order_by=[F("period_end").desc(), LONGEST_FIRST, F("pk").desc()],
    )
    keys = list(rows.order_by().annotate(place=newest).filter(place=1).values_list("pk", flat=True))
    found: list[Standing] = []
    for chunk in chunks(keys):
        found += Standing.objects.filter(pk__in=chunk).order_by().select_related("observation")
    _share(found)
    return {(row.subject_id, row.metric_id): row for row in found}


def _share(rows: Sequence[Standing]) -> None:
    """Give the rows what many have in common: each subject, metric, publication and source is fetched once."""
    subjects = Subject.objects.in_bulk({row.subject_id for row in rows})
    metrics = Metric.objects.in_bulk({row.metric_id for row in rows})
    cited = {row.observation.publication_id for row in rows} - {None}
    publications = Publication.objects.in_bulk(cited) if cited else {}
    spanned = {row.observation.source_id for row in rows} - {None}
    sources = Source.objects.in_bulk(spanned) if spanned else {}
    for row in rows:
        row.subject, row.metric = subjects[row.subject_id], metrics[row.metric_id]
        if row.observation.publication_id is not None:
            row.observation.publication = publications[row.observation.publication_id]
        if row.observation.source_id is not None:
            row.observation.source = sources[row.observation.source_id]
