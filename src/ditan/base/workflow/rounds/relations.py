"""The relations between metrics that concern a sheet, with the values that they compare."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from ditan.base.workflow.models import Cell, Relation, RelationTerm
from ditan.base.workflow.rounds.past import Earlier
from ditan.base.workflow.rounds.rules import Level, Related, Term
from ditan.core.records import UnitMismatch, factor_between, shown
from ditan.core.records.reported import decimals_of


def relations_about(metrics: Collection[int]) -> list[Relation]:
    """The relations in use that name one of these metrics, with their terms. Two queries, one where there is none."""
    rows = Relation.objects.filter(is_active=True, terms__metric__in=metrics).distinct().order_by("pk")
    return list(rows.prefetch_related("terms__metric"))


def others_named(relations: Iterable[Relation], metrics: Collection[int]) -> set[int]:
    """Metrics that the relations name and the sheet does not ask for."""
    return {term.metric_id for relation in relations for term in relation.terms.all()} - set(metrics)


def related_values(
    relations: Sequence[Relation], cells: Sequence[Cell], standing: Mapping[tuple[int, str], Earlier], now: str
) -> list[Related]:
    """Each relation with its values: those of the sheet, else those that stand for the same subject and period.

    A relation of which a value is not known says nothing.
    """
    by_metric = {cell.asked.metric_id: cell for cell in cells}
    found = (_related(each, by_metric, standing, now) for each in relations)
    return [each for each in found if each is not None]


def words_of(relation: Relation) -> str:
    """The relation as a person reads it: 细颗粒物 不大于 可吸入颗粒物."""
    terms = list(relation.terms.all())
    right = [term.metric.name for term in terms if term.is_right]
    if relation.constant or not right:
        right.append(shown(relation.constant) + (terms[0].metric.unit if terms else ""))
    left = " + ".join(term.metric.name for term in terms if not term.is_right)
    return f"{left} {relation.get_comparator_display()} {' + '.join(right)}"


def _related(
    relation: Relation, cells: Mapping[int, Cell], standing: Mapping[tuple[int, str], Earlier], now: str
) -> Related | None:
    terms = list(relation.terms.all())
    own = [cells[term.metric_id].asked_id for term in terms if term.metric_id in cells]
    values = [_value(term, cells, standing, now, terms[0].metric.unit) for term in terms]
    if not own or any(value is None for value in values):
        return None
    sides: tuple[list[Term], list[Term]] = ([], [])
    for term, value in zip(terms, values, strict=True):
        if value is not None:
            sides[term.is_right].append(value)
    more = f"（{relation.note}）" if relation.note else ""
    return Related(
        at=own[0],
        left=tuple(sides[0]),
        comparator=relation.comparator,
        right=tuple(sides[1]),
        constant=relation.constant,
        level=Level(relation.level),
        words=words_of(relation) + more,
    )


def _value(
    term: RelationTerm, cells: Mapping[int, Cell], standing: Mapping[tuple[int, str], Earlier], now: str, unit: str
) -> Term | None:
    """The value of a term in the unit of the relation, and how much of it is rounding."""
    cell, stands = cells.get(term.metric_id), standing.get((term.metric_id, now))
    if cell is not None:
        number, own, text = cell.number, cell.unit, cell.reported
    elif stands is not None:
        number, own, text = stands.number, stands.unit, stands.shown
    else:
        return None
    if number is None:
        return None
    try:
        factor = factor_between(own, unit)
    except UnitMismatch:
        return None
    return Term(number * factor, 0.5 * 10.0 ** -decimals_of(text) * factor)
