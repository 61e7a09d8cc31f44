"""The shape of every act on roles: one transaction, the administrators locked, refusals in a row of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from ditan.base.access.errors import AccessRefused
from ditan.base.access.models import Role
from ditan.base.audit.services import record_apart

P = ParamSpec("P")
R = TypeVar("R")


def deed(act: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a service one transaction, and record its refusal as `act` once the transaction is rolled back."""

    def wrap(service: Callable[P, R]) -> Callable[P, R]:
        @wraps(service)
        def run(*args: P.args, **options: P.kwargs) -> R:
            try:
                with transaction.atomic():
                    _queue_up()
                    return service(*args, **options)
            except AccessRefused as error:
                record_apart(act=act, user=options.get("user"), target_kind="role", detail=error.message)
                raise

        return run

    return wrap


def _queue_up() -> None:
    """Acts on roles follow one another: two that each leave one administrator would together leave none."""
    list(Role.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
