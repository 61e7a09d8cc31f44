"""What other apps tell the log, so that the log imports none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OrganisationName = Callable[[Any], str]

_organisation_name: list[OrganisationName] = []


def names_organisations(function: OrganisationName) -> OrganisationName:
    """Announce the function that names the organisation of a user today; called once for each user object."""
    _organisation_name[:] = [function]
    return function


def organisation_name(user: Any) -> str:
    """The organisation of this user, or nothing where nobody knows."""
    if user is None or getattr(user, "pk", None) is None or not _organisation_name:
        return ""
    known: str | None = getattr(user, "_audit_organisation", None)
    if known is None:
        known = _organisation_name[0](user) or ""
        user._audit_organisation = known
    return known
