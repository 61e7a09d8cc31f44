"""The figures behind the rules of signing in, with safe defaults, read from an environment and held within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


class ControlError(ValueError):
    """A figure that is no number or lies outside its bounds; the message is Chinese and says what to write."""


@dataclass(frozen=True, slots=True)
class Controls:
    """Figures of the security policy. Each is a whole number; `BOUNDS` says how far an office may move it."""

    password_length: int = 10
    password_classes: int = 3
    password_days: int = 90
    password_history: int = 5
    account_tries: int = 5
    address_tries: int = 20
    lock_minutes: int = 30
    idle_minutes: int = 30
    administrator_idle_minutes: int = 10
    session_hours: int = 12
    unused_days: int = 90
    factor_minutes: int = 15


BOUNDS: dict[str, tuple[int, int]] = {
    "password_length": (8, 64),
    "password_classes": (3, 4),
    "password_days": (1, 180),
    "password_history": (1, 24),
    "account_tries": (1, 10),
    "address_tries": (1, 1000),
    "lock_minutes": (10, 1440),
    "idle_minutes": (1, 60),
    "administrator_idle_minutes": (1, 30),
    "session_hours": (1, 24),
    "unused_days": (1, 365),
    "factor_minutes": (1, 60),
}
"""The least and the most that may be set. No bound is zero: none of the controls can be switched off."""


def variable(name: str) -> str:
    """The environment variable of a control.

    >>> variable("lock_minutes")
    'DITAN_SECURITY_LOCK_MINUTES'
    """
    return f"DITAN_SECURITY_{name.upper()}"


def controls_from(environment: Mapping[str, str]) -> Controls:
    """The controls that an environment sets, the defaults for the rest.

    Parameters
    ----------
    environment
        Variables by name; one that is absent or empty leaves the default.

    Raises
    ------
    ControlError
        Where a variable holds no whole number, or one outside its bounds.

    Examples
    --------
    >>> controls_from({"DITAN_SECURITY_LOCK_MINUTES": "45"}).lock_minutes
    45
    """
    return Controls(**{field.name: _figure(field.name, environment, field.default) for field in fields(Controls)})


def _figure(name: str, environment: Mapping[str, str], default: object) -> int:
    assert isinstance(default, int)
    text = environment.get(variable(name), "").strip()
    if not text:
        return default
    least, most = BOUNDS[name]
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        raise ControlError(
            f"环境变量 {variable(name)} 的值是“{text}”，应为 {least} 至 {most} 的整数；请改正，或删去以使用默认值 {default}。"
        )
    return int(text)
