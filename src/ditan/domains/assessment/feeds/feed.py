"""What a feed is: it gives inputs and says where they are from, or says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from ditan.base.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class Fed:
    """What a feed gives: inputs by name and their source, or `missing` in words."""

    inputs: dict[str, Any] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    missing: str = ""


Take = Callable[[Any, Mapping[str, Any], str, Mapping[str, Any], Organisation, int], Fed]
Check = Callable[[Mapping[str, Any], str, Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Feed:
    """A way of taking inputs.

    Parameters
    ----------
    code, label, about
        Its code, its name, what it takes.
    take
        User, the feed's own settings, kind of rule, its parameters, organisation, year → inputs.
    check
        What is wrong with the settings of a line, "" where nothing is.
    """

    code: str
    label: str | Promise
    about: str | Promise
    take: Take
    check: Check
