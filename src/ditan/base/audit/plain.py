"""Values as every database keeps them and every verification reads them again."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def plain(value: Any) -> Any:
    """The value as JSON has it. What JSON has no word for is told as text; nothing makes this fail.

    >>> plain({"at": date(2026, 1, 2), 3: {2, 1}, "share": math.inf})
    {'at': '2026-01-02', '3': [1, 2], 'share': 'inf'}
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        # A database that keeps numbers as floats would give another one back.
        return int(value) if abs(value) < 2**53 else str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        return {text(key): plain(each) for key, each in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted((plain(each) for each in value), key=str)
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Model):
        return text(value.pk)
    return text(value)


def text(value: object, most: int | None = None) -> str:
    """The value as text that every database takes, cut to `most` characters.

    >>> text("a\\x00b"), text("碳达峰", 2)
    ('a\ufffdb', '碳达')
    """
    shown = _UNSTORABLE.sub("\ufffd", str(value))
    return shown if most is None else shown[:most]


def _number(value: float) -> float | int | str:
    """A whole float as the whole number that PostgreSQL gives back; no infinity.

    >>> _number(2.0), _number(2.5), _number(float("nan"))
    (2, 2.5, 'nan')
    """
    if not math.isfinite(value):
        return str(value)
    if value.is_integer():
        return int(value) if abs(value) < 2**53 else str(value)
    return value
