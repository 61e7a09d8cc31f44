"""What can be refused in roles and grants. Each says what was found and what to do next, in Chinese.

AccessRefused
├── NotAllowed         the user lacks the permission
├── Changed            somebody else wrote in between
├── InvalidRole        a name, scope, organisation or date that cannot be
├── DutiesMixed        三员分立: two duties in one role or in one pair of hands
├── OwnRole            nobody arranges what they hold themselves
├── LastAdministrator  nobody would be left who could do it
└── RoleInUse          a built-in role, or one that somebody holds
"""

from __future__ import annotations

from ditan.base import refusal
from ditan.base.refusal import Refusal


class AccessRefused(Refusal):
    """An action that was refused."""

    code = "access_refused"
    status = 409


class NotAllowed(refusal.NotAllowed, AccessRefused):
    """The user lacks the permission."""


class Changed(refusal.Changed, AccessRefused):
    """Somebody else wrote in between."""


class InvalidRole(AccessRefused):
    code = "invalid_role"
    status = 422


class DutiesMixed(AccessRefused):
    code = "duties_mixed"


class OwnRole(AccessRefused):
    code = "own_role"
    status = 403


class LastAdministrator(AccessRefused):
    code = "last_administrator"


class RoleInUse(AccessRefused):
    code = "role_in_use"
