"""One row of a workbook: text into values, and everything that is wrong with it by column."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation, Region
from ditan.core.projects import UNITS, in_unit, reconcile_total
from ditan.domains.projects.exchange.columns import COLUMNS, FUNDS
from ditan.domains.projects.forms.fields import Reader
from ditan.domains.projects.models import Kind, Project
from ditan.domains.projects.services import MoneyDraft, ProjectDraft
from ditan.domains.projects.services.editing import check_project
from ditan.domains.projects.services.money import check_money
from ditan.domains.projects.services.parts import check_within

PARTED = re.compile(r"[；;\n]")
KINDS = {str(label): value for value, label in Kind.choices}
YES_NO = {"是": True, "否": False, "": None}


@dataclass(slots=True)
class Row:
    """A row that was read. `errors` holds a message a column; `pk` is the project that it changes, None for a new one."""

    draft: ProjectDraft | None = None
    pk: int | None = None
    money: list[MoneyDraft] = field(default_factory=list)
    milestones: list[tuple[str, datetime.date]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows name: organisations and regions by name, stored projects by key and by name."""

    organisations: Mapping[str, Organisation | str]
    regions: Mapping[str, Region | str]
    projects: Mapping[int, Project]
    names: frozenset[str]


def read_row(typed: Mapping[str, str], known: Known) -> Row:
    """Read one row. Whatever is wrong is told at once, each in its column."""
    read, row = Reader(typed), Row()
    if text := read.text("pk"):
        row.pk = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
        if row.pk is None or row.pk not in known.projects:
            row.errors["pk"] = _("没有平台编号为“%s”的项目，或它不归您管理；新项目请留空。") % text[:20]
    elif read.text("name") in known.names:
        row.errors["name"] = (
            _("项目库中已有同名项目“%s”；要修改它请填平台编号，重复的行请删去。") % read.text("name")[:60]
        )
    kind = read.text("kind")
    if kind and kind not in KINDS:
        row.errors["kind"] = _("没有建设性质“%(found)s”；应为%(known)s之一。") % {
            "found": kind[:20],
            "known": "、".join(KINDS),
        }
    two_high = read.text("is_two_high")
    if two_high not in YES_NO:
        row.errors["is_two_high"] = _("“%s”应为“是”或“否”，未判定的留空。") % two_high[:20]
    row.draft = ProjectDraft(
        **{name: read.text(name) for name in ("name", "number", "content", "category", "location", "note")},
        kind=KINDS.get(kind, ""),
        is_two_high=YES_NO.get(two_high),
        organisation=_named(read.text("organisation"), known.organisations, "organisation", row),
        region=_named(read.text("region"), known.regions, "region", row),
        start_year=read.year("start_year"),
        due_year=read.year("due_year"),
        latitude=read.number("latitude"),
        longitude=read.number("longitude"),
    )
    _read_money(read, row)
    _read_milestones(read, row)
    row.errors = {**check_project(row.draft), **read.errors, **row.errors}
    return row


def _named(text: str, known: Mapping[str, Any], name: str, row: Row) -> Any:
    found = known.get(text) if text else None
    if isinstance(found, str):
        row.errors[name] = found
        return None
    return found


def _read_money(read: Reader, row: Row) -> None:
    """Planned money by fund; its sum must be the stated total, to the last digit."""
    unit = read.text("unit") or "万元"
    if unit not in UNITS:
        row.errors["unit"] = _("单位“%(found)s”不能用；请填 %(known)s。") % {
            "found": unit[:20],
            "known": "、".join(UNITS),
        }
        return
    total = _amount(read, "planned", row)
    parts = [(name, fund, value) for name, fund in FUNDS.items() if (value := _amount(read, name, row)) is not None]
    for fund, value in _others(read, row):
        parts.append(("fund_other", fund, value))
    for name, fund, value in parts:
        draft = MoneyDraft("planned", value, fund=fund, unit=unit)
        if errors := check_money(draft):
            row.errors[name] = "；".join(errors.values())
        row.money.append(draft)
    if total is not None and not parts:
        row.money.append(MoneyDraft("planned", total, unit=unit))
    elif total is not None and not row.errors.keys() & {"planned", *FUNDS, "fund_other"}:
        check = reconcile_total(total, [value for _name, _fund, value in parts], what=_("各来源资金"), unit=unit)
        if check.tone != "good":
            row.errors["planned"] = _("%s请改正其中的数。") % check.text


def _amount(read: Reader, name: str, row: Row) -> Decimal | None:
    value = read.number(name)
    if value is not None and value < 0:
        row.errors[name] = _("“%(column)s”为 %(found)s，应不小于 0；请核对后重新导入。") % {
            "column": COLUMNS[name],
            "found": value,
        }
        return None
    return value


def _others(read: Reader, row: Row) -> list[tuple[str, Decimal]]:
    found = []
    for part in filter(None, map(str.strip, PARTED.split(read.text("fund_other")))):
        name, _space, number = part.rpartition(" ")
        one = Reader({"amount": number})
        value = one.number("amount")
        if not name.strip() or value is None or value < 0:
            row.errors["fund_other"] = _("“%s”应写成“来源 金额”，多项之间用分号分开。") % part[:40]
            continue
        found.append((name.strip(), value))
    return found


def _read_milestones(read: Reader, row: Row) -> None:
    assert row.draft is not None
    first, last = row.draft.start_year, row.draft.due_year
    in_order = first is None or last is None or first <= last
    span = Project(start_year=first, due_year=last) if in_order else Project()
    for part in filter(None, map(str.strip, PARTED.split(read.text("milestones")))):
        title, _space, day = part.rpartition(" ")
        try:
            due_on = datetime.date.fromisoformat(day.strip())
        except ValueError:
            due_on = None
        if due_on is None or not title.strip():
            row.errors["milestones"] = _("“%s”应写成“节点 2026-06-30”，多项之间用分号分开。") % part[:40]
        elif why := check_within(span, due_on):
            row.errors["milestones"] = why
        else:
            row.milestones.append((title.strip()[:200], due_on))


def planned_of(row: Row) -> Decimal | None:
    """The planned money of a row in 万元, None where it states none."""
    known = [in_unit(each.amount, each.unit) for each in row.money if each.amount is not None]
    return sum(known, Decimal(0)) if known else None
