"""Make a project by hand and change what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation, Region
from ditan.base.refusal import InvalidFields
from ditan.domains.projects.errors import NotYours
from ditan.domains.projects.models import Kind, Project
from ditan.domains.projects.permissions import EDIT, require
from ditan.domains.projects.selectors.scope import reaches_all, reaches_organisation
from ditan.domains.projects.services.clocks import keep_clocks
from ditan.domains.projects.services.deeds import held, name_of, note
from ditan.domains.projects.services.parts import check_within
from ditan.domains.projects.services.sums import refresh

YEARS = (1990, 2100)
LONGEST = {"number": 50, "name": 400, "category": 300, "location": 300, "content": 30_000, "note": 2_000}


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """What a project says of itself, as it was typed."""

    name: str
    number: str = ""
    category: str = ""
    kind: str = ""
    content: str = ""
    organisation: Organisation | None = None
    region: Region | None = None
    start_year: int | None = None
    due_year: int | None = None
    is_two_high: bool | None = None
    location: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    note: str = ""


FIELDS = tuple(ProjectDraft.__dataclass_fields__)


def check_project(draft: ProjectDraft) -> dict[str, str]:
    """What stands against a project, by field."""
    errors = {
        name: _("内容有 %(found)d 字，最多 %(most)d 字。") % {"found": len(getattr(draft, name)), "most": most}
        for name, most in LONGEST.items()
        if len(getattr(draft, name)) > most
    }
    if not draft.name.strip():
        errors["name"] = _("请填写项目名称。")
    if draft.kind and draft.kind not in Kind.values:
        errors["kind"] = _("没有建设性质“%s”；请从列表中选择。") % draft.kind[:20]
    for name in ("start_year", "due_year"):
        value = getattr(draft, name)
        if value is not None and not YEARS[0] <= value <= YEARS[1]:
            errors[name] = _("年份 %(found)d 应在 %(first)d—%(last)d 之间。") % {
                "found": value,
                "first": YEARS[0],
                "last": YEARS[1],
            }
    if draft.start_year and draft.due_year and draft.start_year > draft.due_year:
        errors["due_year"] = _("完成年 %(due)d 早于开始年 %(start)d。") % {
            "due": draft.due_year,
            "start": draft.start_year,
        }
    if (draft.latitude is None) != (draft.longitude is None):
        errors["latitude"] = _("纬度和经度要么都填，要么都不填。")
    elif draft.latitude is not None and draft.longitude is not None:
        if not -90 <= draft.latitude <= 90:
            errors["latitude"] = _("纬度 %s 应在 -90—90 之间，如 29.8419。") % draft.latitude
        if not -180 <= draft.longitude <= 180:
            errors["longitude"] = _("经度 %s 应在 -180—180 之间，如 106.0564。") % draft.longitude
    return errors


@transaction.atomic
def make_project(*, user: Any, draft: ProjectDraft, act: str = "made") -> Project:
    """A new project in the stock. Who reaches not all data makes those of her own organisations."""
    require(user, EDIT)
    _refuse(draft)
    _require_place(user, draft.organisation)
    made = Project(**{name: getattr(draft, name) for name in FIELDS}, created_by_name=name_of(user))
    _trim(made)
    made.save()
    note(act, user, made, after={"name": made.name}, states=("", made.state))
    return made


@transaction.atomic
def edit_project(*, user: Any, project: Project, version: int, draft: ProjectDraft) -> Project:
    """Change what it says of itself; what is printed in its plan stays with its quote."""
    found = held(user, project, version, EDIT)
    _refuse(draft)
    if draft.organisation != found.organisation:
        _require_place(user, draft.organisation)
    before = {name: getattr(found, name) for name in FIELDS}
    for name in FIELDS:
        setattr(found, name, getattr(draft, name))
    _trim(found)
    outside = [each for each in found.milestones.all() if check_within(found, each.due_on)]
    if outside:
        words = {"title": outside[0].title, "due": outside[0].due_on}
        raise InvalidFields({"due_year": _("节点“%(title)s”（%(due)s）不在修改后的建设期内；请先改节点日期。") % words})
    if found.is_two_high is not True and hasattr(found, "screening"):
        raise InvalidFields({"is_two_high": _("项目已有“两高”审查记录，不能改为其他；如属误判，请在审查中注明。")})
    found.save()
    refresh([found])
    keep_clocks(found)
    changed = {name: getattr(found, name) for name in FIELDS if before[name] != getattr(found, name)}
    labels = "、".join(str(getattr(Project._meta.get_field(name), "verbose_name", name)) for name in changed)
    told = {name: _plain(before[name]) for name in changed}
    after = {name: _plain(value) for name, value in changed.items()}
    note("edited", user, found, before=told, after=after, text=labels)
    return found


def _refuse(draft: ProjectDraft) -> None:
    if errors := check_project(draft):
        raise InvalidFields(errors)


def _require_place(user: Any, organisation: Organisation | None) -> None:
    if reaches_all(user, EDIT):
        return
    if organisation is None or not reaches_organisation(user, EDIT, organisation.pk):
        raise NotYours(_("您只能录入本单位的项目；请把责任单位填为本单位。"))


def _trim(project: Project) -> None:
    for name in LONGEST:
        setattr(project, name, getattr(project, name).strip())


def _plain(value: Any) -> Any:
    return value.name if isinstance(value, (Organisation, Region)) else value
