"""Every address of the platform and every operation of its API, as they are served: found, not listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

PAGE, OPERATION = "page", "operation"


@dataclass(frozen=True, slots=True)
class Address:
    """A named address. `methods` are known of operations; a page decides for itself."""

    name: str
    route: str
    kind: str = PAGE
    methods: tuple[str, ...] = ()


def addresses() -> tuple[Address, ...]:
    """All of them, once each, in the order in which they are served."""
    found: dict[tuple[str, str], Address] = {}
    for each in _walk(get_resolver().url_patterns, "", ""):
        found.setdefault((each.name, each.route), each)
    return tuple(found.values())


def _walk(patterns: list[URLPattern | URLResolver], route: str, namespace: str) -> Iterator[Address]:
    for each in patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each.url_patterns, here, inner)
        elif operations := getattr(each.callback, "operations", None):
            for name, method in operations.items():
                yield Address(name, here, OPERATION, (method,))
        else:
            yield Address(f"{namespace}{each.name or here}", here)
