"""The numbers of matters: a serial of the year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max

from ditan.domains.supervision.models import Matter

TRIES = 5
Done = TypeVar("Done")


def numbered(matters: Sequence[Matter], year: int) -> None:
    """Give these matters the next numbers of the year; they are not stored yet."""
    last = Matter.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0
    for serial, each in enumerate(matters, start=last + 1):
        each.year, each.serial, each.number = year, serial, f"{year}-{serial:04d}"


def again(act: Callable[[], Done]) -> Done:
    """Do it; where somebody took the same number in between, do it again with the next."""
    for left in range(TRIES, 0, -1):
        try:
            with transaction.atomic():
                return act()
        except IntegrityError as error:
            if left == 1 or not any(word in str(error) for word in ("serial", "number")):
                raise
    raise AssertionError("unreachable")
