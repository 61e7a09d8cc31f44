"""One-time codes by time (RFC 6238): six digits, thirty seconds, each code good once."""

from __future__ import annotations

import hmac

import pyotp

STEP = 30
"""Seconds that a code stands."""

DRIFT = 1
"""Steps before and after now that a telephone's clock may be off."""

ISSUER = "Ditan低碳"


def matching_step(secret: str, code: str, seconds: float, last_step: int | None) -> int | None:
    """The step of time whose code this is, None where it is none or was used.

    Parameters
    ----------
    secret
        Base 32, as the telephone holds it.
    code
        As typed; blanks are left out.
    seconds
        Now, since 1970.
    last_step
        The step of the last code that was accepted. Only later ones count: a code that was read over a shoulder is
        worth nothing.

    Examples
    --------
    >>> secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    >>> matching_step(secret, "287 082", 59, None), matching_step(secret, "287082", 59, 1)
    (1, None)
    """
    typed = "".join(code.split())
    if not (len(typed) == 6 and typed.isascii() and typed.isdigit()):
        return None
    generator = pyotp.TOTP(secret)
    now = int(seconds // STEP)
    steps = (step for step in range(max(0, now - DRIFT), now + DRIFT + 1) if last_step is None or step > last_step)
    return next((step for step in steps if hmac.compare_digest(generator.generate_otp(step), typed)), None)


def address(secret: str, account: str) -> str:
    """The address that a telephone reads from the picture.

    >>> address("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "liwei").startswith("otpauth://totp/")
    True
    """
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)
