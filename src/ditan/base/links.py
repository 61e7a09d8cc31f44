"""The address of a page, remembered: a list of twenty rows names some two hundred addresses."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

MOST = 8192
"""How many addresses a process remembers, those asked for last."""


def address(name: str, *args: Any) -> str:
    """What `reverse` gives for this name and these arguments.

    Raises
    ------
    NoReverseMatch
        Where no address has that name and takes these arguments.
    """
    return _address(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), name, *args)


@lru_cache(maxsize=MOST, typed=True)
def _address(urlconf: str, prefix: str, name: str, *args: Any) -> str:
    return reverse(name, urlconf=urlconf, args=args)
