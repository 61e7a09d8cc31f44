"""What other apps do when a post goes to its next holder: pass on the open work that they keep for it.

    @passes_on("plans.review")
    def review(post, leaver, taker, on) -> int: ...

An app registers in its `ready()`. All of them run in the transaction of the hand-over: one that fails undoes it whole.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from ditan.base.directory.models import Organisation, Person, Post

Passing = Callable[[Post, Person, Person, datetime.date], int]
"""Passes the post's open work from the leaver to the taker; gives how many things went over."""

_passing: dict[str, Passing] = {}


def passes_on(kind: str) -> Callable[[Passing], Passing]:
    """Register what passes on one kind of work (`plans.review`). A second one of that name takes its place."""

    def register(passing: Passing) -> Passing:
        _passing[kind] = passing
        return passing

    return register


Taking = Callable[[Any, Post, Person], None]
"""Is told who (an account) has put which person on which post."""

_taking: dict[str, Taking] = {}


def when_taken(name: str, taking: Taking) -> None:
    """Register what happens when somebody comes to hold a post; in the transaction of that act."""
    _taking[name] = taking


def taken(user: Any, post: Post, person: Person) -> None:
    """Tell all who asked for it."""
    for taking in _taking.values():
        taking(user, post, person)


Keeping = Callable[[Organisation], str]
"""Says in words what open work an organisation still has; "" where it has none."""

_keeping: dict[str, Keeping] = {}


def keeps_open(name: str, keeping: Keeping) -> None:
    """Register what keeps an organisation from being closed (`supervision.matters`): nobody's open work ends with it."""
    _keeping[name] = keeping


def open_work_of(organisation: Organisation) -> list[str]:
    """What an organisation still has to hand over, a line for each app."""
    return [words for keeping in _keeping.values() if (words := keeping(organisation))]


def forget(kind: str) -> None:
    """Take one out."""
    _passing.pop(kind, None)


def pass_on(post: Post, leaver: Person, taker: Person, on: datetime.date) -> dict[str, int]:
    """Pass on all kinds of work; gives the number of things by kind."""
    return {kind: passing(post, leaver, taker, on) for kind, passing in _passing.items()}
