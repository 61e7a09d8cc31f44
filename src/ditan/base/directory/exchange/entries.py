"""Dictionaries and parameters out to workbooks and back in. What a row changes is recorded with the reason of the import."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.exchange.form import Form, refuse_too_many
from ditan.base.directory.models import Dictionary, DictionaryEntry, Parameter
from ditan.base.directory.permissions import DICTIONARIES, require
from ditan.base.directory.selectors import entries as reads
from ditan.base.directory.services import entries as services

ENTRY_COLUMNS = {
    "key": "字典标识",
    "dictionary": "字典名称",
    "value": "值",
    "label": "显示",
    "position": "排序",
    "in_use": "启用",
}
PARAMETER_COLUMNS = {
    "key": "标识",
    "name": "名称",
    "kind": "类型",
    "value": "值",
    "unit": "单位",
    "source": "依据",
    "note": "说明",
}
YES, NO = "是", "否"


def dictionary_form() -> Form:
    """The workbook of all dictionaries, a row for each entry."""
    return Form("字典", ENTRY_COLUMNS, ("key", "value", "label"), wide=("label",), offered={"in_use": (YES, NO)})


def parameter_form() -> Form:
    """The workbook of parameters."""
    kinds = [str(label) for _value, label in Parameter.Kind.choices]
    return Form(
        "参数", PARAMETER_COLUMNS, ("key", "name", "kind"), wide=("name", "source", "note"), offered={"kind": kinds}
    )


def export_dictionaries(user: User, words: str = "") -> bytes:
    """The entries of the dictionaries that the search left."""
    require(user, DICTIONARIES)
    rows = DictionaryEntry.objects.filter(dictionary__in=reads.dictionaries(user, words).values("pk"))
    number = rows.count()
    refuse_too_many(number)
    ordered = rows.select_related("dictionary").order_by("dictionary__key", "position", "pk")
    data = dictionary_form().written(
        [row.dictionary.key, row.dictionary.name, row.value, row.label, str(row.position), YES if row.in_use else NO]
        for row in ordered
    )
    record_apart(
        act="directory.dictionaries_exported", user=user, outcome="done", detail=_("导出 %d 个字典项") % number
    )
    return data


def export_parameters(user: User, words: str = "") -> bytes:
    """The parameters that the search left."""
    require(user, DICTIONARIES)
    rows = reads.parameters(user, words)
    number = rows.count()
    refuse_too_many(number)
    data = parameter_form().written(
        [row.key, row.name, str(row.get_kind_display()), row.value, row.unit, row.source, row.note] for row in rows
    )
    record_apart(act="directory.parameters_exported", user=user, outcome="done", detail=_("导出 %d 个参数") % number)
    return data


def import_dictionaries(*, user: User, data: bytes, reason: str) -> int:
    """Take in every entry; a dictionary that is not there is made, an entry that says the same already is left alone."""
    require(user, DICTIONARIES)
    return dictionary_form().taken_in(data, lambda typed: _entry(user, typed, reason))


def import_parameters(*, user: User, data: bytes, reason: str) -> int:
    """Take in every parameter; one that is there gets the value of its row and nothing else."""
    require(user, DICTIONARIES)
    return parameter_form().taken_in(data, lambda typed: _parameter(user, typed, reason))


def _entry(user: User, typed: dict[str, str], reason: str) -> DictionaryEntry | None:
    dictionary = _dictionary(user, typed)
    value, label = typed.get("value", ""), typed.get("label", "")
    known = dictionary.entries.filter(value=value).first()
    position = _position(typed.get("position", ""), known.position if known else dictionary.entries.count())
    in_use = _flag(typed.get("in_use", ""), known.in_use if known else True)
    if known is None:
        made = services.add_entry(user=user, dictionary=dictionary, value=value, label=label, position=position)
        if in_use:
            return made
        return services.change_entry(user=user, pk=made.pk, label=label, position=position, in_use=False, reason=reason)
    if (known.label, known.position, known.in_use) == (label, position, in_use):
        return None
    return services.change_entry(user=user, pk=known.pk, label=label, position=position, in_use=in_use, reason=reason)


def _dictionary(user: User, typed: dict[str, str]) -> Dictionary:
    key, name = typed.get("key", ""), typed.get("dictionary", "")
    known = Dictionary.objects.filter(key=key).first()
    if known is None:
        if not name:
            raise InvalidFields({"dictionary": _("还没有字典“%(key)s”；新字典须填写字典名称。") % {"key": key[:64]}})
        return services.create_dictionary(user=user, key=key, name=name)
    _refuse_other("dictionary", known.name, name or known.name)
    return known


def _parameter(user: User, typed: dict[str, str], reason: str) -> Parameter | None:
    kinds = {str(label): value for value, label in Parameter.Kind.choices}
    given = {name: typed.get(name, "") for name in PARAMETER_COLUMNS}
    given["kind"] = kinds.get(given["kind"], given["kind"])
    known = Parameter.objects.filter(key=given["key"]).first()
    if known is None:
        return services.create_parameter(user=user, **given)
    for field in ("name", "kind", "unit", "source", "note"):
        if field in typed:
            _refuse_other(field, getattr(known, field), given[field])
    if "value" not in typed or known.value == given["value"]:
        return None
    return services.set_parameter(user=user, pk=known.pk, value=given["value"], reason=reason)


def _refuse_other(field: str, known: str, typed: str) -> None:
    """A workbook gives values; what something is called or counted in is changed where everybody sees it."""
    if known != typed:
        words = {"known": known or "—", "typed": typed[:100] or "—"}
        raise InvalidFields(
            {field: _("平台上为“%(known)s”，本行为“%(typed)s”；导入只改值，请核对后改成一致。") % words}
        )


def _position(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    if not text.isdecimal() or len(text) > 9:
        raise InvalidFields({"position": _("“%(text)s”不是整数；排序应为 0—100000。") % {"text": text[:20]}})
    return int(text)


def _flag(text: str, otherwise: bool) -> bool:
    if text not in ("", YES, NO):
        raise InvalidFields({"in_use": _("“%(text)s”不是“是”或“否”。") % {"text": text[:20]}})
    return otherwise if not text else text == YES
