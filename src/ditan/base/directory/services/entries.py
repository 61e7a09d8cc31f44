"""Dictionaries and parameters, kept on screen. Every change of what is in use gives its reason."""

from __future__ import annotations

import datetime
import math
import re
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext as _

from ditan.base.directory.errors import Changed, InvalidFields
from ditan.base.directory.models import Dictionary, DictionaryEntry, Parameter
from ditan.base.directory.permissions import DICTIONARIES, require
from ditan.base.directory.services.logged import log

KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
LAST_POSITION = 100_000


@transaction.atomic
def create_dictionary(*, user: User, key: str, name: str, note: str = "") -> Dictionary:
    """A new list of choices, still without entries."""
    require(user, DICTIONARIES)
    kept = {"key": key.strip(), "name": name.strip(), "note": note.strip()}
    _refuse(_key_errors(Dictionary, kept["key"]) | _long(kept, name=100, note=400) | _empty(kept, "name"))
    made = Dictionary.objects.create(**kept)
    log("dictionary_created", user, "dictionary", made, after=kept)
    return made


@transaction.atomic
def edit_dictionary(*, user: User, pk: int, name: str, note: str, reason: str) -> Dictionary:
    """Call a dictionary otherwise. Its key stays: the product looks it up by that."""
    require(user, DICTIONARIES)
    found = Dictionary.objects.select_for_update().get(pk=pk)
    kept = {"name": name.strip(), "note": note.strip()}
    _refuse(_long(kept, name=100, note=400) | _empty(kept, "name") | _no_reason(reason))
    _change("dictionary_changed", user, "dictionary", found, kept, reason)
    return found


@transaction.atomic
def add_entry(*, user: User, dictionary: Dictionary, value: str, label: str, position: int = 0) -> DictionaryEntry:
    """One more choice of a dictionary."""
    require(user, DICTIONARIES)
    kept = {"value": value.strip(), "label": label.strip()}
    errors = _long(kept, value=64, label=100) | _empty(kept, "value", "label") | _misplaced(position)
    if dictionary.entries.filter(value=kept["value"]).exists():
        errors["value"] = _("字典“%(name)s”已有值“%(value)s”；停用的项请重新启用，不必再建。") % {
            "name": dictionary.name,
            "value": kept["value"],
        }
    _refuse(errors)
    made = DictionaryEntry.objects.create(dictionary=dictionary, position=position, **kept)
    log("entry_created", user, "dictionary_entry", made, after={"dictionary": dictionary.name, **kept})
    return made


@transaction.atomic
def change_entry(*, user: User, pk: int, label: str, position: int, in_use: bool, reason: str) -> DictionaryEntry:
    """What a choice is called, where it stands, and whether it is offered. Its value stays: records hold it."""
    require(user, DICTIONARIES)
    found = DictionaryEntry.objects.select_for_update().get(pk=pk)
    kept = {"label": label.strip(), "position": position, "in_use": in_use}
    _refuse(_long(kept, label=100) | _empty(kept, "label") | _misplaced(position) | _no_reason(reason))
    _change("entry_changed", user, "dictionary_entry", found, kept, reason)
    return found


@transaction.atomic
def create_parameter(
    *, user: User, key: str, name: str, kind: str, value: str = "", unit: str = "", note: str = "", source: str = ""
) -> Parameter:
    """A new parameter. It counts as not checked until somebody compares it with its source."""
    require(user, DICTIONARIES)
    given = {"key": key, "name": name, "kind": kind, "unit": unit, "note": note, "source": source}
    kept = {field: text.strip() for field, text in given.items()}
    errors = _key_errors(Parameter, kept["key"]) | _empty(kept, "name")
    errors |= _long(kept, name=100, unit=40, note=400, source=200)
    if kept["kind"] not in Parameter.Kind.values:
        errors["kind"] = _("类型“%s”不在可选范围；请从列表中选择。") % kept["kind"][:20]
    _refuse(errors)
    made = Parameter(**kept)
    made.value = _kept(made, value.strip())
    made.save()
    log("parameter_created", user, "parameter", made, after={**kept, "value": made.value})
    return made


@transaction.atomic
def set_parameter(
    *, user: User, pk: int, value: str, reason: str, seen: str | None = None, verified: bool | None = None
) -> Parameter:
    """Give a parameter another value of its kind.

    `seen` is the value that the page showed: a change on top of somebody else's is refused. A value that changes
    without `verified` loses its mark of being checked.
    """
    require(user, DICTIONARIES)
    found = Parameter.objects.select_for_update().get(pk=pk)
    if seen is not None and seen != found.value:
        raise Changed(
            _("参数“%(name)s”刚被他人改为“%(value)s”；请刷新后再改。") % {"name": found.name, "value": found.value}
        )
    kept = {"value": _kept(found, value.strip())}
    _refuse(_no_reason(reason))
    checked = found.verified and kept["value"] == found.value if verified is None else verified
    _change("parameter_set", user, "parameter", found, {**kept, "verified": checked}, reason)
    return found


def _change(act: str, user: User, kind: str, found: models.Model, kept: dict[str, Any], reason: str) -> None:
    """Store what differs and record it; nothing to change is refused, for the log is read by people."""
    before = {name: getattr(found, name) for name in kept if getattr(found, name) != kept[name]}
    if not before:
        raise InvalidFields({"value": _("内容没有变化；请修改后再保存，或按“取消”离开。")})
    for name in before:
        setattr(found, name, kept[name])
    found.save(update_fields=list(before))
    after = {name: kept[name] for name in before}
    log(act, user, kind, found, before=before, after=after, reason=reason.strip())


def _kept(found: Parameter, value: str) -> str:
    if len(value) > 400:
        raise InvalidFields({"value": _("参数值最多 400 个字符。")})
    try:
        if found.kind == Parameter.Kind.NUMBER and not math.isfinite(float(value)):
            raise ValueError(value)
        if found.kind == Parameter.Kind.DATE:
            datetime.date.fromisoformat(value)
        if found.kind == Parameter.Kind.FLAG and value not in ("是", "否"):
            raise ValueError(value)
    except ValueError as error:
        raise InvalidFields(
            {
                "value": _("“%(value)s”不是%(kind)s；请按“%(name)s”的类型填写。")
                % {"value": value, "kind": Parameter.Kind(found.kind).label, "name": found.name}
            }
        ) from error
    return value


def _key_errors(model: type[Dictionary | Parameter], key: str) -> dict[str, str]:
    if not KEY.fullmatch(key):
        return {"key": _("标识“%s”不合规则；应以小写字母开头，只含小写字母、数字和下划线，最多 64 个字符。") % key[:64]}
    same = model._default_manager.filter(key=key).first()
    return {"key": _("标识“%(key)s”已用于“%(name)s”；请另取。") % {"key": key, "name": same}} if same else {}


def _long(kept: dict[str, Any], **most: int) -> dict[str, str]:
    over = {name: limit for name, limit in most.items() if len(kept[name]) > limit}
    return {name: _("文字超过 %(most)d 个字符；请缩短。") % {"most": limit} for name, limit in over.items()}


def _empty(kept: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: _("名称或值为空；请填写。") for name in names if not kept[name]}


def _misplaced(position: int) -> dict[str, str]:
    if 0 <= position <= LAST_POSITION:
        return {}
    return {"position": _("排序应为 0—%(most)d 的整数。") % {"most": LAST_POSITION}}


def _no_reason(reason: str) -> dict[str, str]:
    if 0 < len(reason.strip()) <= 200:
        return {}
    return {"reason": _("请填写修改理由（1—200 个字符）；理由记入操作日志。")}


def _refuse(errors: dict[str, str]) -> None:
    if errors:
        raise InvalidFields(errors)
