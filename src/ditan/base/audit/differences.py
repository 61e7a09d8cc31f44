"""Before and after, side by side: one line for each field that the act named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Difference:
    """A field before and after; `changed` where they differ."""

    name: str
    before: str
    after: str
    changed: bool


def differences(before: Any, after: Any) -> list[Difference]:
    """The fields of both, the changed ones first.

    >>> [(each.name, each.before, each.after) for each in differences({"a": 1, "b": "x"}, {"a": 1, "b": "y"})]
    [('b', 'x', 'y'), ('a', '1', '1')]
    """
    if before is None and after is None:
        return []
    old, new = _fields(before), _fields(after)
    lines = [
        Difference(name, shown(old.get(name)), shown(new.get(name)), old.get(name) != new.get(name))
        for name in dict.fromkeys([*old, *new])
    ]
    return sorted(lines, key=lambda line: not line.changed)


def shown(value: Any) -> str:
    """A value as a person reads it; nothing is a dash.

    >>> shown(None), shown(True), shown(["甲", "乙"])
    ('—', '是', '甲、乙')
    """
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list) and all(isinstance(each, (str, int, float)) for each in value):
        return "、".join(str(each) for each in value) or "—"
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def _fields(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    return value if isinstance(value, dict) else {_("值"): value}
