"""What a field offers while somebody types: the first few that fit, found by an index where the words begin a name.

A choice is written so that it is understood again: a name that only one has stands for itself, one that several have
carries its number, `区林业局〔42〕`. These functions ask for no permission: their callers have, each its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet
from django.utils import timezone

from ditan.base.directory.models import Holding, Organisation, OrganisationAlias, Person, Post, Region
from ditan.base.directory.models.dated import holds

MOST = 20
AFTER_ALL = "\U0010ffff"
"""Comes after every character that a name has: all names that begin with some words lie before it."""

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is written into the field, and what tells it from others."""

    value: str
    about: str = ""


def organisation_choices(words: str) -> list[Choice]:
    """Organisations of today by name, short name, alias or credit code."""
    kept = _kept(words)
    if not kept:
        return []
    living = Organisation.objects.filter(holds(timezone.localdate())).select_related("region", "parent")
    beginning = living.filter(name__gte=kept, name__lt=kept + AFTER_ALL).order_by("name", "pk")
    found = {each.pk: each for each in beginning[:MOST]}
    if len(found) < MOST:
        alias = OrganisationAlias.objects.filter(name__gte=kept, name__lt=kept + AFTER_ALL).values("organisation")[
            :MOST
        ]
        keys = list(alias.values_list("organisation", flat=True))
        near = Q(name__contains=kept) | Q(short_name__contains=kept) | Q(credit_code=kept.upper()) | Q(pk__in=keys)
        for each in living.filter(near).exclude(pk__in=list(found)).order_by("name", "pk")[: MOST - len(found)]:
            found[each.pk] = each
    rows = list(found.values())
    same = _doubles(Organisation.objects.filter(holds(timezone.localdate())), "name", [each.name for each in rows])
    return [Choice(_value(each.name, each.pk, same), _about_organisation(each)) for each in rows]


def post_choices(organisation: Organisation | None, words: str) -> list[Choice]:
    """Posts of an organisation whose title contains the words; all of them where there are no words."""
    if organisation is None:
        return []
    posts = Post.objects.filter(holds(timezone.localdate()), organisation=organisation)
    return [Choice(each.title) for each in posts.filter(title__contains=_kept(words)).order_by("position", "pk")[:MOST]]


def person_choices(words: str, *, without_account: bool = False) -> list[Choice]:
    """People by name or staff number, with what they hold today."""
    kept = _kept(words)
    if not kept:
        return []
    rows = Person.objects.filter(Q(name__contains=kept) | Q(staff_number__startswith=kept))
    if without_account:
        rows = rows.filter(user__isnull=True)
    held = Holding.objects.filter(holds(timezone.localdate())).select_related("post__organisation")
    found = list(rows.prefetch_related(Prefetch("holdings", held, to_attr="held")).order_by("name", "pk")[:MOST])
    same = _doubles(Person.objects.all(), "name", [each.name for each in found])
    return [Choice(_value(each.name, each.pk, same), _about_person(each)) for each in found]


def region_choices(words: str) -> list[Choice]:
    """Regions of today, written as code and name."""
    kept = _kept(words)
    if not kept:
        return []
    rows = Region.objects.filter(holds(timezone.localdate()))
    near = Q(name__contains=kept) | Q(code__startswith=kept) | Q(other_names__contains=kept)
    return [
        Choice(f"{each.code} {each.name}", str(each.get_level_display()))
        for each in rows.filter(near).order_by("code", "pk")[:MOST]
    ]


def picked(rows: QuerySet[M], text: str, by: Callable[[QuerySet[M], str], QuerySet[M]]) -> list[M]:
    """At most two rows that a field's text means: by its number where it carries one, else as `by` finds them."""
    name, bracket, number = text.strip().removesuffix("〕").rpartition("〔")
    if bracket and number.isascii() and number.isdigit() and len(number) <= 15:
        numbered = list(rows.filter(pk=int(number), name=name)[:1])
        if numbered:
            return numbered
    return list(by(rows, text.strip())[:2])


def organisation_value(organisation: Organisation) -> str:
    """An organisation as a field names it."""
    rows = Organisation.objects.filter(holds(timezone.localdate()))
    return _value(organisation.name, organisation.pk, _doubles(rows, "name", [organisation.name]))


def _kept(words: str) -> str:
    return words.strip().replace("\x00", "")[:100]


def _doubles(rows: QuerySet[Any], field: str, names: Iterable[str]) -> frozenset[str]:
    """Which of these names more than one has."""
    found = Counter(rows.filter(**{f"{field}__in": set(names)}).values_list(field, flat=True))
    return frozenset(name for name, number in found.items() if number > 1)


def _value(name: str, pk: int, doubles: frozenset[str]) -> str:
    return f"{name}〔{pk}〕" if name in doubles else name


def _about_organisation(each: Organisation) -> str:
    parts = (
        each.get_kind_display(),
        each.region.name if each.region else "",
        each.parent.name if each.parent else "",
        each.credit_code,
    )
    return " · ".join(str(part) for part in parts if part)


def _about_person(each: Person) -> str:
    held = [f"{one.post.organisation.name} {one.post.title}" for one in each.held[:2]]  # type: ignore[attr-defined]
    return " · ".join(part for part in (each.staff_number, *held) if part)
