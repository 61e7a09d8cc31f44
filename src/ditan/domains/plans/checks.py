"""The checks of `core`, as the library calls them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from ditan.core.reading.draft import Draft, Finding


def check_plan(draft: Draft) -> tuple[Finding, ...]:
    """Faults within one plan."""
    found = getattr(import_module("ditan.core.reading"), "check_plan", None)
    return tuple(found(draft)) if found else ()


def check_plans(drafts: Sequence[Draft]) -> tuple[Finding, ...]:
    """Contradictions between plans."""
    found = getattr(import_module("ditan.core.reading"), "check_plans", None)
    return tuple(found(drafts)) if found else ()
