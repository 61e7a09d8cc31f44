"""Rows without a number: new items, which must say where in which plan they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.base.records.selectors import text_of
from ditan.domains.plans.errors import ImportRefused, InvalidFields, RowError
from ditan.domains.plans.exchange import columns as c
from ditan.domains.plans.exchange.workbook import text_of_cell
from ditan.domains.plans.kinds import Kind
from ditan.domains.plans.kinds.lists import read_value
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.selectors import visible_plans
from ditan.domains.plans.services.review import merged

if TYPE_CHECKING:
    from ditan.domains.plans.exchange.imports import Header


@dataclass(slots=True)
class Addition:
    """A new item that a row asks for."""

    row: int
    plan: PlanDocument
    start: int
    end: int
    values: dict[str, Any]


def read_addition(user: User, kind: Kind, header: Header, row: Sequence[Any], row_number: int) -> Addition:
    """What a row without a number asks for; `ImportRefused` says what it lacks."""
    plan = _plan(user, header, row, row_number)
    start, end = _span(plan, header, row, row_number)
    values: dict[str, Any] = {}
    errors: list[RowError] = []
    for place, column in header.content:
        written = text_of_cell(row[place]) if place < len(row) else ""
        if not written:
            continue
        try:
            if column.year:
                values.setdefault(column.field.name, {})[column.year] = read_value(written)
            else:
                column.field.type.parse(written)
                values[column.field.name] = written
        except ValueError as error:
            errors.append(RowError(row_number, column.title, str(error)))
    if not errors:
        errors += _missing(kind, values, row_number)
    if errors:
        raise ImportRefused(errors)
    return Addition(row_number, plan, start, end, values)


def _plan(user: User, header: Header, row: Sequence[Any], row_number: int) -> PlanDocument:
    number, title = header.text(row, c.PLAN), header.text(row, c.PLAN_TITLE)
    plans = visible_plans(user)
    if number:
        found = list(plans.filter(pk=int(number))[:1]) if number.isascii() and number.isdigit() else []
    else:
        found = list(plans.filter(title=title, is_current=True)[:2]) if title else []
    if len(found) == 1:
        return found[0]
    if not number and not title:
        message = _("新增条目（条目编号为空）须填规划编号或规划名称。")
    elif found:
        message = _("有多份规划名为“%s”；请填规划编号。") % title
    else:
        message = _("规划库中没有“%s”。") % (number or title)
    raise ImportRefused([RowError(row_number, c.PLAN if number else c.PLAN_TITLE, message)])


def _span(plan: PlanDocument, header: Header, row: Sequence[Any], row_number: int) -> tuple[int, int]:
    """Where the row's quote stands in the plan: as stated, or where it is found once."""
    quote = header.text(row, c.QUOTE)
    if not quote:
        message = _("新增条目须填原文：从规划中照录该条目所依据的文字。")
        raise ImportRefused([RowError(row_number, c.QUOTE, message)])
    text = text_of(plan.source)
    start, end = header.text(row, c.START), header.text(row, c.END)
    if start.isdigit() and end.isdigit() and text[int(start) : int(end)].strip() == quote:
        return int(start), int(end)
    number = text.count(quote)
    if number == 1:
        return text.index(quote), text.index(quote) + len(quote)
    message = (
        _("规划原文中找不到这段文字；请照原文逐字填写。")
        if number == 0
        else _("这段文字在规划原文中出现了 %d 次；请填写更长的一段，或填原文起、原文止。") % number
    )
    raise ImportRefused([RowError(row_number, c.QUOTE, message)])


def _missing(kind: Kind, values: dict[str, Any], row_number: int) -> list[RowError]:
    try:
        merged(kind, kind.blank(), values)
    except InvalidFields as refusal:
        labels = {field.name: str(field.label) for field in kind.fields}
        return [RowError(row_number, labels.get(name, name), text) for name, text in refusal.errors.items()]
    return []
