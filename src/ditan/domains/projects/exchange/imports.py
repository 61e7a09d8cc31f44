"""Take a workbook in: read it and report row by row first, keep all of it or nothing when it is confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.directory.forms import organisation_named, region_named
from ditan.base.directory.models import Organisation, Region
from ditan.base.records.services.sources import clean_name
from ditan.base.refusal import Changed, ImportRefused, InvalidFields, RowError
from ditan.domains.projects.exchange.columns import COLUMNS, FORM
from ditan.domains.projects.exchange.rows import Known, Row, planned_of, read_row
from ditan.domains.projects.models import Milestone, Money, Project, ProjectImport, ProjectStep
from ditan.domains.projects.permissions import EDIT, IMPORT, require
from ditan.domains.projects.selectors.scope import reaches_all, reaches_organisation, visible_projects
from ditan.domains.projects.services import edit_project
from ditan.domains.projects.services.deeds import name_of
from ditan.domains.projects.services.editing import FIELDS
from ditan.domains.projects.services.sums import refresh

MOST_KEPT = 20
"""So many workbooks that were read and not confirmed stay; earlier ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of a workbook as read now, with what is wrong with them."""

    rows: tuple[Row, ...]
    errors: tuple[RowError, ...]

    @property
    def new(self) -> int:
        return sum(row.pk is None for row in self.rows)

    @property
    def planned(self) -> Decimal | None:
        """What the new projects are to cost, in 万元."""
        known = [value for row in self.rows if row.pk is None and (value := planned_of(row)) is not None]
        return sum(known, Decimal(0)) if known else None


@transaction.atomic
def hand_in(*, user: Any, name: str, data: bytes) -> ProjectImport:
    """Read a workbook and keep its rows as they were typed; no project is touched."""
    require(user, IMPORT)
    head, sheet = FORM.read(data)
    typed = [
        {"row": number, "cells": {field: row[place] for field, place in head.items() if place < len(row)}}
        for number, row in enumerate(sheet, start=2)
        if any(row)
    ]
    if not typed:
        raise ImportRefused([RowError(0, "", _("工作簿没有数据行；请按模板填写后再导入。"))])
    read = read_rows(user, typed)
    waiting = ProjectImport.objects.filter(by_id=user.pk, state=ProjectImport.State.READ).order_by("-pk")
    ProjectImport.objects.filter(pk__in=list(waiting.values_list("pk", flat=True)[MOST_KEPT - 1 :])).delete()
    return ProjectImport.objects.create(
        by_id=user.pk, name=clean_name(name), rows=typed, errors=[_plain(each) for each in read.errors]
    )


def read_rows(user: Any, typed: Sequence[dict[str, Any]]) -> Read:
    """Each row as values, held against the library as it stands now."""
    known = _known(user, typed)
    rows, errors = [], list[RowError]()
    named = Counter(str(each["cells"].get("name", "")).strip() for each in typed if not each["cells"].get("pk"))
    keyed = Counter(str(each["cells"].get("pk", "")).strip() for each in typed)
    for each in typed:
        row = read_row(each["cells"], known)
        _keep_what_is_left_out(row, each["cells"], known)
        name, key = str(each["cells"].get("name", "")).strip(), str(each["cells"].get("pk", "")).strip()
        if not key and name and named[name] > 1:
            row.errors.setdefault("name", _("工作簿中“%s”出现不止一次；请保留一行。") % name[:60])
        if key and keyed[key] > 1:
            row.errors.setdefault("pk", _("工作簿中平台编号 %s 出现不止一次；请保留一行。") % key[:20])
        _check_reach(user, row, known)
        rows.append(row)
        errors += [RowError(each["row"], COLUMNS.get(field, ""), text) for field, text in row.errors.items()]
    return Read(tuple(rows), tuple(errors))


def _keep_what_is_left_out(row: Row, cells: Mapping[str, str], known: Known) -> None:
    """A column that the workbook does not have changes nothing of a stored project; its milestones change on its page."""
    project = known.projects.get(row.pk) if row.pk is not None else None
    if project is None or row.draft is None:
        return
    row.draft = replace(row.draft, **{name: getattr(project, name) for name in FIELDS if name not in cells})
    stored = {(each.title, each.due_on) for each in project.milestones.all()}
    if "milestones" in cells and "milestones" not in row.errors and set(row.milestones) != stored:
        row.errors["milestones"] = _("节点与平台登记的不同；已在库项目的节点请在项目页修改。")


def _check_reach(user: Any, row: Row, known: Known) -> None:
    """Own projects only for who reaches no others; money of a stored project is changed on its page, with a reason."""
    if row.draft is None:
        return
    organisation = row.draft.organisation
    if not reaches_all(user, EDIT) and "organisation" not in row.errors:
        place = organisation.pk if organisation is not None else None
        if not reaches_organisation(user, EDIT, place):
            row.errors["organisation"] = _("您只能导入本单位的项目；请把责任单位填为本单位。")
    if row.pk is not None and row.pk in known.projects:
        stored = known.projects[row.pk].planned
        if row.money and planned_of(row) != stored:
            row.errors.setdefault("planned", _("计划资金与平台登记的不同；资金调整请在项目页登记并写明理由。"))


def _known(user: Any, typed: Sequence[dict[str, Any]]) -> Known:
    keys = {str(each["cells"].get("pk", "")).strip() for each in typed}
    numbers = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 16]
    names = {str(each["cells"].get("name", "")).strip() for each in typed}
    projects = visible_projects(user, EDIT).filter(pk__in=numbers)
    return Known(
        organisations=_looked_up((each["cells"].get("organisation", "") for each in typed), organisation_named),
        regions=_looked_up((each["cells"].get("region", "") for each in typed), region_named),
        projects={
            each.pk: each for each in projects.select_related("organisation", "region").prefetch_related("milestones")
        },
        names=frozenset(visible_projects(user).filter(name__in=names).values_list("name", flat=True)),
    )


def _looked_up(names: Iterable[str], find: Callable[[str, str], Any]) -> dict[str, Any]:
    """Name → what bears it, or why there is no such one."""
    found: dict[str, Organisation | Region | str | None] = {}
    for name in {str(each).strip() for each in names} - {""}:
        try:
            found[name] = find(name, "name")
        except InvalidFields as refused:
            found[name] = refused.errors["name"]
    return found


@transaction.atomic
def save_import(*, user: Any, handed: ProjectImport, version: int) -> int:
    """Keep all rows. They are read anew: where the library changed since so that one cannot be kept, none is."""
    require(user, IMPORT)
    require(user, EDIT)
    claimed = ProjectImport.objects.filter(pk=handed.pk, by_id=user.pk, state=ProjectImport.State.READ, version=version)
    if not claimed.update(state=ProjectImport.State.SAVED, version=F("version") + 1):
        raise Changed(_("这份工作簿已经入库或放弃；请刷新页面。"))
    read = read_rows(user, handed.rows)
    if read.errors:
        raise ImportRefused(read.errors)
    _make([row for row in read.rows if row.pk is None], user)
    for row in read.rows:
        if row.pk is not None and row.draft is not None:
            project = Project.objects.select_related("organisation", "region").get(pk=row.pk)
            edit_project(user=user, project=project, version=project.version, draft=row.draft)
    record(
        act="projects.imported",
        user=user,
        target_kind="projects.import",
        target_key=handed.pk,
        target_name=handed.name,
        after={"rows": len(read.rows), "new": read.new, "planned": read.planned},
    )
    return len(read.rows)


def _make(rows: Sequence[Row], user: Any) -> None:
    """New projects with their money and milestones, in a handful of statements."""
    now, who = timezone.now(), name_of(user)
    drafts = [row.draft for row in rows if row.draft is not None]
    made = Project.objects.bulk_create(
        [Project(**{name: getattr(draft, name) for name in FIELDS}, created_by_name=who) for draft in drafts]
    )
    pairs = list(zip(made, rows, strict=True))
    signed = {"by_id": user.pk, "by_name": who, "at": now}
    Money.objects.bulk_create(
        [
            Money(
                project=project, line=line, kind=each.kind, fund=each.fund, amount=each.amount, unit=each.unit, **signed
            )
            for project, row in pairs
            for line, each in enumerate(row.money, start=1)
            if each.amount is not None
        ]
    )
    Milestone.objects.bulk_create(
        [Milestone(project=project, title=title, due_on=due) for project, row in pairs for title, due in row.milestones]
    )
    ProjectStep.objects.bulk_create(
        [ProjectStep(project=project, step="imported", after=project.state, **signed) for project in made]
    )
    refresh(made)


@transaction.atomic
def drop_import(*, user: Any, handed: ProjectImport, version: int) -> None:
    """Give a workbook up."""
    rows = ProjectImport.objects.filter(pk=handed.pk, by_id=user.pk, state=ProjectImport.State.READ, version=version)
    if not rows.update(state=ProjectImport.State.DROPPED, version=F("version") + 1):
        raise Changed(_("这份工作簿已经入库或放弃；请刷新页面。"))


def marked(handed: ProjectImport) -> bytes:
    """The workbook as it was handed in, with what is wrong beside each row."""
    said: dict[int, list[str]] = {}
    for error in handed.errors:
        text = f"{error['column']}：{error['message']}" if error["column"] else error["message"]
        said.setdefault(error["row"], []).append(text)
    rows = (
        [*(str(each["cells"].get(name, "")) for name in COLUMNS), "；".join(said.get(each["row"], ()))]
        for each in handed.rows
    )
    return FORM.written(rows, more=(_("错误说明"),))


def get_import(user: Any, pk: int) -> ProjectImport:
    """A workbook that this user handed in; `DoesNotExist` where it is somebody else's."""
    require(user, IMPORT)
    return ProjectImport.objects.get(pk=pk, by_id=user.pk)


def _plain(error: RowError) -> dict[str, Any]:
    return {"row": error.row, "column": error.column, "message": error.message}
