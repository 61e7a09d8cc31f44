"""What the settings read from the environment for this app. Imports nothing that needs settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from ditan.core.security.controls import ControlError
from ditan.core.security.rounds import DEFAULT, LEAST

HASHES = {
    "sha256": "ditan.base.accounts.hashers.HouseSHA256",
    "sm3": "ditan.base.accounts.hashers.HouseSM3",
}
ROUNDS_FILE = "password-rounds.json"


def hashers(environment: Mapping[str, str]) -> list[str]:
    """The hashers, the chosen one first; the others stay so that older hashes can be checked and renewed."""
    chosen = environment.get("DITAN_PASSWORD_HASH") or "sha256"
    if chosen not in HASHES:
        raise ControlError(f"环境变量 DITAN_PASSWORD_HASH 的值是“{chosen}”，应为 sha256 或 sm3。")
    return [HASHES[chosen], *(path for name, path in HASHES.items() if name != chosen)]


def password_rounds(environment: Mapping[str, str], folder: Path) -> dict[str, int]:
    """Rounds by hash: from the environment, else as measured on this machine, else the defaults; never below the least.

    Raises
    ------
    ControlError
        Where a number is none, or below the least.
    """
    found = {**DEFAULT, **_measured(folder / ROUNDS_FILE)}
    for name in HASHES:
        variable = f"DITAN_PASSWORD_ROUNDS_{name.upper()}"
        text = environment.get(variable, "").strip()
        if text:
            if not (text.isascii() and text.isdigit() and int(text[:9]) >= LEAST[name]):
                raise ControlError(f"环境变量 {variable} 的值是“{text}”，应为不小于 {LEAST[name]} 的整数。")
            found[name] = int(text)
    return found


def _measured(path: Path) -> dict[str, int]:
    """What the measuring command wrote down; a file that is no such thing is passed over."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(stored, dict):
        return {}
    numbers = {name: stored.get(name) for name in HASHES}
    return {name: count for name, count in numbers.items() if isinstance(count, int) and count >= LEAST[name]}
