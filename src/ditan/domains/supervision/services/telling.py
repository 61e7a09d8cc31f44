"""Who is told of a matter: the people of the organisations that take part, and the office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from ditan.base.notices.services import notify
from ditan.base.notices.services.notifying import Message, notify_many
from ditan.base.workflow.clocks.services.people import holders_of
from ditan.base.workflow.rounds.services.telling import people_of
from ditan.domains.supervision.clocks import page_of
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.permissions import HANDLE, MANAGE, REVIEW

MOST_SINGLE = 5
"""So many matters handed out at once are told one by one; of more, an organisation is told how many there are."""


def tell(kind: str, matter: Matter, people: Iterable[User], *, by: Any = None, **words: Any) -> int:
    """Tell these people, once for each version of the matter; not whoever did it."""
    told = [each for each in people if each.pk != getattr(by, "pk", None)]
    return notify(
        kind=f"supervision.{kind}",
        to=told,
        context=_words(matter) | words,
        key=f"{matter.pk}-{matter.version}",
        link=page_of(matter.pk),
    )


def tell_handed_out(matters: Sequence[Matter], *, by: Any = None) -> int:
    """Tell each organisation what it is asked for, whoever takes part included. A few statements, however many."""
    places: dict[int, list[Matter]] = {}
    for matter in matters:
        if matter.demo:
            continue
        for part in matter.parts.all():
            places.setdefault(part.organisation_id, []).append(matter)
    people = people_of(places, HANDLE) if places else {}
    single, many = list[Message](), list[Message]()
    for place, asked in places.items():
        for person in people.get(place, ()):
            if person.pk == getattr(by, "pk", None):
                continue
            if len(asked) <= MOST_SINGLE:
                single += [
                    Message(person, _words(each), f"{each.pk}-{each.version}", page_of(each.pk)) for each in asked
                ]
            else:
                words = _words(asked[0]) | {"number": len(asked)}
                many.append(
                    Message(
                        person, words, f"{asked[0].pk}-{asked[-1].pk}-{asked[0].version}", reverse("supervision:list")
                    )
                )
    told = notify_many(kind="supervision.handed_out", messages=single)
    return told + notify_many(kind="supervision.handed_out_many", messages=many)


def receivers_of(matter: Matter) -> list[User]:
    """Who deals with it: whoever signed for it, and the people of the organisation that leads it."""
    place = matter.organisation_id
    people = people_of([place], HANDLE).get(place, []) if place is not None else []
    return list({each.pk: each for each in (*([matter.handler] if matter.handler else []), *people)}.values())


def taking_part(matter: Matter) -> list[User]:
    """The people of all organisations that take part."""
    places = set(matter.parts.values_list("organisation", flat=True))
    found = people_of(places, HANDLE) if places else {}
    return [person for people in found.values() for person in people]


def office() -> list[User]:
    """Who manages matters for the coordinating office."""
    return holders_of(MANAGE, timezone.localdate())


def reviewers() -> list[User]:
    """Who reviews what was reported."""
    return holders_of(REVIEW, timezone.localdate())


def _words(matter: Matter) -> dict[str, Any]:
    return {
        "number": matter.number,
        "title": matter.title,
        "organisation": matter.organisation.name if matter.organisation else "—",
        "due": matter.due_on or "—",
        "state": matter.get_state_display(),
    }
