"""A row of the log as bytes that are the same on every database and in every year, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

FORM = "ditan-row-1"
"""Stands in every row's bytes. Another order or meaning of the fields takes another name."""

DIGEST_SIZE = 32

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
).encode


def canonical(fields: Sequence[Any]) -> bytes:
    """The fields of a row as JSON: keys sorted, no blanks, UTF-8.

    Parameters
    ----------
    fields
        Plain values in a fixed order: text, whole numbers, finite floats, None, and lists and mappings of these.

    Returns
    -------
    bytes
        Equal for equal rows, different for different ones.

    Raises
    ------
    ValueError
        Where a number is infinite or none at all.

    Examples
    --------
    >>> canonical(["plans.item_confirmed", None, {"b": 1, "a": "碳"}]).decode()
    '["ditan-row-1","plans.item_confirmed",null,{"a":"碳","b":1}]'
    """
    return _encode([FORM, *fields]).encode("utf-8", "surrogatepass")


def digest(fields: Sequence[Any]) -> bytes:
    """The SHA-256 of a row's canonical bytes.

    Examples
    --------
    >>> digest(["a", 1]) == digest(["a", 1]), digest(["a", 1]) == digest(["a", "1"])
    (True, False)
    >>> len(digest([]))
    32
    """
    return hashlib.sha256(canonical(fields)).digest()
