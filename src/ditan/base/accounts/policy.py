"""The figures of the security policy that hold on this installation."""

from __future__ import annotations

from django.conf import settings

from ditan.core.security.controls import Controls
from ditan.core.security.lockout import Rule


def controls() -> Controls:
    """As set by the environment, else the defaults."""
    found = getattr(settings, "SECURITY_CONTROLS", None)
    return found if isinstance(found, Controls) else Controls()


def account_rule() -> Rule:
    """What locks an account."""
    return Rule(controls().account_tries, controls().lock_minutes)


def address_rule() -> Rule:
    """What locks an address. A whole office may stand behind one, so it bears more failures than an account."""
    return Rule(controls().address_tries, controls().lock_minutes)
