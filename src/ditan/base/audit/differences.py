"""Before and after, side by side: one line for each field that the act named."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from ditan.base.declaration import label_of

COMMON = {
    "acting": later("代理"),
    "blocks": later("数据块"),
    "channels": later("渠道"),
    "code": later("代码"),
    "confidence": later("把握"),
    "confirmed": later("已确认"),
    "dictionary": later("字典"),
    "duty": later("职责"),
    "findings": later("质检问题"),
    "is_active": later("启用"),
    "name": later("名称"),
    "on": later("生效日期"),
    "organisation": later("单位"),
    "parent": later("上级"),
    "permissions": later("权限"),
    "person": later("人员"),
    "previous": later("前任"),
    "reason": later("理由"),
    "role": later("角色"),
    "rows": later("行数"),
    "sha256": "SHA-256",
    "size": later("字节数"),
    "source": later("来源"),
    "state": later("状态"),
    "status": later("状态"),
    "subject": later("对象"),
    "text": later("文字"),
    "title": later("标题"),
    "unit": later("单位"),
    "until": later("截止"),
    "user": later("账号"),
    "valid_from": later("生效日期"),
    "valid_to": later("失效日期"),
    "value": later("值"),
    "version": later("修订号"),
    "why": later("原因"),
}
"""What acts tell that is no field of a table."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field before and after; `changed` where they differ."""

    name: str
    before: str
    after: str
    changed: bool


def differences(before: Any, after: Any, kind: str = "") -> list[Difference]:
    """The fields of both, the changed ones first, called as the table of `kind` (`directory.organisation`) calls them.

    >>> [(each.name, each.before, each.after) for each in differences({"a": 1, "b": "x"}, {"a": 1, "b": "y"})]
    [('b', 'x', 'y'), ('a', '1', '1')]
    """
    if before is None and after is None:
        return []
    old, new = _fields(before), _fields(after)
    fields = _fields_of(kind)
    lines = []
    for name in dict.fromkeys([*old, *new]):
        field = fields.get(name)
        told = (_said(field, _named(name, old.get(name))), _said(field, _named(name, new.get(name))))
        called = str(field.verbose_name) if field is not None else str(COMMON.get(name, name))
        lines.append(Difference(called, *told, old.get(name) != new.get(name)))
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


def _fields_of(kind: str) -> Mapping[str, Any]:
    """The fields of that table by name, with and without `_id`; none where no table has that name."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return {}
    fields = [each for each in model._meta.get_fields() if isinstance(each, models.Field)]
    return {name: each for each in fields for name in (each.name, each.attname)}


def _said(field: Any, value: Any) -> str:
    """A value as its field shows it: a choice by its label."""
    labels = dict(field.flatchoices) if field is not None and field.choices else {}
    return str(labels[value]) if isinstance(value, str) and value in labels else shown(value)


def _named(name: str, value: Any) -> Any:
    """Permissions by what they allow, as the page of roles calls them."""
    if name != "permissions" or not isinstance(value, list):
        return value
    return [label_of(each) if isinstance(each, str) else each for each in value]


def _fields(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    return value if isinstance(value, dict) else {_("值"): value}
