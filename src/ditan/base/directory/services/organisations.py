"""Founding, changing, moving and closing organisations."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from ditan.base.directory.errors import Changed, InvalidFields, StillInUse, UnderItself, WrongDay
from ditan.base.directory.handing import open_work_of
from ditan.base.directory.models import (
    Organisation,
    OrganisationAlias,
    OrganisationKind,
    OrganisationName,
    OrganisationPlace,
    Region,
)
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.services.logged import log
from ditan.core.directory import CreditCodeRefused, credit_code, path_of, range_of

FIELDS = ("name", "short_name", "kind", "function", "credit_code", "region", "position")
DEEPEST = 20
"""Levels of the tree; a path has room for 25."""


@transaction.atomic
def create_organisation(
    *,
    user: User,
    values: Mapping[str, Any],
    parent: Organisation | None = None,
    aliases: tuple[str, ...] = (),
    on: datetime.date | None = None,
) -> Organisation:
    """A new organisation below `parent`, from that day on."""
    require(user, MANAGE)
    made = Organisation(**check_organisation(values), valid_from=on)
    _refuse_double_code(made)
    made.parent = _place_below(parent)
    _refuse_twin(made, made.parent)
    made.save()
    made.path = path_of(parent.path if parent else "", made.pk)
    made.save(update_fields=["path"])
    OrganisationPlace.objects.create(organisation=made, parent=parent, valid_from=on)
    _set_aliases(made, aliases)
    log("organisation_created", user, "organisation", made, after=shown(made))
    return made


@transaction.atomic
def edit_organisation(
    *,
    user: User,
    pk: int,
    version: int,
    changes: Mapping[str, Any],
    aliases: tuple[str, ...] | None = None,
    renamed_on: datetime.date | None = None,
) -> Organisation:
    """Change what is said of an organisation. A name that it no longer bears stays as an alias.

    With `renamed_on` it was called by its old name until that day; without, the old name was a mistake.
    """
    require(user, MANAGE)
    found = _current(pk, version)
    before = shown(found)
    old_name = found.name
    for name, value in check_organisation({**{field: getattr(found, field) for field in FIELDS}, **changes}).items():
        setattr(found, name, value)
    _refuse_double_code(found)
    if found.name != old_name:
        _refuse_twin(found, found.parent)
        if renamed_on is not None:
            _keep_former(found, old_name, renamed_on)
    found.version += 1
    found.save()
    known = tuple(found.aliases.values_list("name", flat=True)) if aliases is None else aliases
    _set_aliases(found, known if old_name == found.name else (*known, old_name))
    log("organisation_changed", user, "organisation", found, before=before, after=shown(found))
    return found


@transaction.atomic
def move_organisation(
    *, user: User, pk: int, version: int, parent: Organisation | None, on: datetime.date
) -> Organisation:
    """Put an organisation, with all below it, under another from that day on; before it stays where it stood."""
    require(user, MANAGE)
    found = _current(pk, version)
    upper = _place_below(parent)
    if upper is not None and upper.path.startswith(found.path):
        raise UnderItself(
            _("“%(parent)s”就在“%(name)s”之下（或就是它本身），不能作它的上级；请另选上级单位。")
            % {"parent": upper.name, "name": found.name}
        )
    if found.parent_id == (upper.pk if upper else None):
        raise InvalidFields({"parent": _("上级单位没有变化；请选择新的上级。")})
    _refuse_twin(found, upper)
    last = found.places.filter(valid_to__isnull=True).first()
    if last is not None and last.valid_from is not None and last.valid_from >= on:
        raise WrongDay(
            _("“%(name)s”现在的隶属关系自 %(from)s 起；调整日期 %(on)s 须晚于这一天。")
            % {"name": found.name, "from": last.valid_from, "on": on}
        )
    before = {"parent": found.parent.name if found.parent else ""}
    _end_place(found, last, on)
    OrganisationPlace.objects.create(organisation=found, parent=upper, valid_from=on)
    _replant(found, path_of(upper.path if upper else "", found.pk))
    Organisation.objects.filter(pk=pk).update(parent=upper, version=found.version + 1)
    found.refresh_from_db()
    log(
        "organisation_moved",
        user,
        "organisation",
        found,
        before=before,
        after={"parent": upper.name if upper else "", "on": str(on)},
    )
    return found


@transaction.atomic
def close_organisation(*, user: User, pk: int, version: int, on: datetime.date) -> Organisation:
    """End an organisation: on that day it is no more. Those below it, held posts and open work come first."""
    require(user, MANAGE)
    found = _current(pk, version)
    if found.valid_from is not None and found.valid_from >= on:
        raise WrongDay(
            _("“%(name)s”自 %(from)s 起设立；撤销日期 %(on)s 须晚于这一天。")
            % {"name": found.name, "from": found.valid_from, "on": on}
        )
    lower = found.children.filter(valid_to__isnull=True).count()
    if lower:
        raise StillInUse(
            _("“%(name)s”还有 %(number)d 个下级单位；请先调整或撤销它们。") % {"name": found.name, "number": lower}
        )
    held = found.posts.filter(holdings__valid_to__isnull=True, holdings__isnull=False).count()
    if held:
        raise StillInUse(
            _("“%(name)s”还有 %(number)d 个岗位在任；请先办理交接或免职。") % {"name": found.name, "number": held}
        )
    left = open_work_of(found)
    if left:
        raise StillInUse(_("“%(name)s”%(left)s。") % {"name": found.name, "left": "；".join(left)})
    found.valid_to = on
    found.version += 1
    found.save(update_fields=["valid_to", "version"])
    _end_place(found, found.places.filter(valid_to__isnull=True).first(), on)
    log("organisation_closed", user, "organisation", found, after={"valid_to": str(on)})
    return found


def check_organisation(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields in the form in which they are kept; `InvalidFields` names each that is refused."""
    errors: dict[str, str] = {}
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"no such fields: {sorted(unknown)}")
    kept = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    if not kept.get("name"):
        errors["name"] = _("名称为空；请填写单位全称。")
    for name, most in (("name", 200), ("short_name", 100), ("function", 40)):
        if len(kept.get(name) or "") > most:
            errors[name] = _("文字超过 %(most)d 个字符；请缩短。") % {"most": most}
    if kept.get("kind") not in OrganisationKind.values:
        errors["kind"] = _("类别“%(kind)s”不在可选范围；请从列表中选择。") % {"kind": kept.get("kind", "")}
    try:
        kept["credit_code"] = credit_code(kept["credit_code"]) if kept.get("credit_code") else ""
    except CreditCodeRefused as error:
        errors["credit_code"] = str(error)
    if kept.get("region") is not None and not isinstance(kept["region"], Region):
        errors["region"] = _("没有这个区划；请从列表中选择。")
    if errors:
        raise InvalidFields(errors)
    return kept


def shown(found: Organisation) -> dict[str, Any]:
    """What the log keeps of an organisation."""
    return {
        "name": found.name,
        "short_name": found.short_name,
        "kind": found.kind,
        "function": found.function,
        "credit_code": found.credit_code,
        "region": found.region.code if found.region else "",
        "position": found.position,
        "parent": found.parent.name if found.parent else "",
        "aliases": list(found.aliases.values_list("name", flat=True)),
    }


def _current(pk: int, version: int) -> Organisation:
    found = Organisation.objects.select_for_update(of=("self",)).select_related("region", "parent").get(pk=pk)
    if found.version != version:
        raise Changed(_("“%(name)s”刚被他人修改；请刷新后在新内容上再改。") % {"name": found.name})
    if found.valid_to is not None:
        raise StillInUse(_("“%(name)s”已于 %(on)s 撤销，不能再修改。") % {"name": found.name, "on": found.valid_to})
    return found


def _place_below(parent: Organisation | None) -> Organisation | None:
    """The parent as it stands now."""
    if parent is None:
        return None
    fresh = Organisation.objects.get(pk=parent.pk)
    if fresh.valid_to is not None:
        raise InvalidFields({"parent": _("上级单位“%(name)s”已撤销；请另选。") % {"name": fresh.name}})
    if len(fresh.path) >= DEEPEST * 8:
        raise InvalidFields({"parent": _("组织层级超过 %(most)d 级；请减少层级。") % {"most": DEEPEST}})
    return fresh


def _refuse_double_code(found: Organisation) -> None:
    if not found.credit_code:
        return
    other = Organisation.objects.filter(credit_code=found.credit_code, valid_to__isnull=True).exclude(pk=found.pk)
    same = other.first()
    if same is not None:
        raise InvalidFields(
            {
                "credit_code": _("统一社会信用代码“%(code)s”已属于“%(name)s”；请核对是否重复建档。")
                % {"code": found.credit_code, "name": same.name}
            }
        )


def _refuse_twin(found: Organisation, parent: Organisation | None) -> None:
    """Two of one name under one parent cannot be told apart where they are chosen by name, unless each has a code."""
    same = Organisation.objects.filter(name=found.name, parent=parent, valid_to__isnull=True).exclude(pk=found.pk)
    if found.credit_code:
        same = same.filter(credit_code="")
    if same.exists():
        words = {"parent": parent.name if parent else _("（无上级）"), "name": found.name}
        raise InvalidFields(
            {"name": _("“%(parent)s”之下已有“%(name)s”；请核对是否重复建档，确是两个单位的请用全称区分。") % words}
        )


def _end_place(found: Organisation, last: OrganisationPlace | None, on: datetime.date) -> None:
    if last is not None:
        last.valid_to = on
        last.save(update_fields=["valid_to"])


def _keep_former(found: Organisation, name: str, until: datetime.date) -> None:
    """Until that day it was called so. The names of an organisation follow each other without gap or overlap."""
    since = found.former_names.aggregate(last=Max("valid_to"))["last"] or found.valid_from
    if since is not None and since >= until:
        words = {"name": name, "from": since, "on": until}
        raise InvalidFields(
            {"renamed_on": _("现名“%(name)s”自 %(from)s 起使用；更名日期 %(on)s 须晚于这一天。") % words}
        )
    OrganisationName.objects.create(organisation=found, name=name, valid_from=since, valid_to=until)


def _replant(found: Organisation, new: str) -> None:
    """Carry the whole branch over in one statement."""
    first, end = range_of(found.path)
    branch = Organisation.objects.filter(path__gte=first, path__lt=end)
    branch.update(path=Concat(Value(new), Substr("path", len(found.path) + 1)))


def _set_aliases(found: Organisation, aliases: tuple[str, ...]) -> None:
    wanted = dict.fromkeys(name.strip() for name in aliases if name.strip() and name.strip() != found.name)
    found.aliases.exclude(name__in=wanted).delete()
    known = set(found.aliases.values_list("name", flat=True))
    OrganisationAlias.objects.bulk_create(
        OrganisationAlias(organisation=found, name=name) for name in wanted if name not in known
    )
