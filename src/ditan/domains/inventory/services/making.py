"""An inventory begins, gets its choices, or is given up before it was ever frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation, Region
from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.core.factors.reading import GWP_SETS
from ditan.core.factors.sets import label_of_set, sets
from ditan.domains.inventory.errors import WrongState
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.permissions import EDIT, require
from ditan.domains.inventory.selectors.scope import reaches_organisation
from ditan.domains.inventory.services.computing import recompute
from ditan.domains.inventory.services.held import hold, name_of, note

FIRST_YEAR, LAST_YEAR = 1990, 2100
SETTINGS = ("title", "gwp_set", "factor_sets", "unverified", "base_year", "boundary")


@transaction.atomic
def make_inventory(
    *,
    user: Any,
    region: Region | None,
    year: int | None,
    title: str,
    gwp_set: str,
    factor_sets: Sequence[str],
    organisation: Organisation | None = None,
    unverified: bool = False,
    base_year: int | None = None,
    boundary: str = "",
    demo: bool = False,
) -> Inventory:
    """An empty draft.

    Raises
    ------
    NotAllowed
        Where the user does not reach the organisation that compiles it.
    InvalidFields
        By field: no region, a year out of range, an unknown set, a title that is taken.
    """
    require(user, EDIT)
    if organisation is not None and not reaches_organisation(user, EDIT, organisation.pk):
        raise NotAllowed(_("只能为本单位新建清单；如需为其他单位编制，请联系安全管理员调整数据范围。"))
    errors = _faults(title=title, year=year, gwp_set=gwp_set, factor_sets=factor_sets, base_year=base_year)
    if organisation is None and not reaches_organisation(user, EDIT, None):
        errors["organisation"] = _("请填写编制单位：您只能为本单位新建清单。")
    if region is None:
        errors["region"] = _("请选择地区。")
    elif year is not None and Inventory.objects.filter(region=region, year=year, title=title.strip()).exists():
        errors["title"] = _("%(region)s %(year)s 年已有同名清单；请改用其他名称，或打开原清单。") % {
            "region": region.name,
            "year": year,
        }
    if errors or region is None or year is None:
        raise InvalidFields(errors)
    made = Inventory.objects.create(
        region=region,
        year=year,
        title=title.strip(),
        organisation=organisation,
        gwp_set=gwp_set,
        factor_sets=list(factor_sets),
        unverified=unverified,
        base_year=base_year,
        boundary=boundary.strip(),
        demo=demo,
        made_at=timezone.now(),
        made_by_name=name_of(user),
    )
    note("made", user, made, after={"year": year, "gwp_set": gwp_set, "factor_sets": list(factor_sets)})
    return made


@transaction.atomic
def change_settings(*, user: Any, pk: int, version: int, given: Mapping[str, Any]) -> Inventory:
    """Change title, GWP set, factor sets, whether unverified factors serve, base year, boundary; all rows are computed anew."""
    held = hold(user, pk, version)
    before = {name: getattr(held, name) for name in SETTINGS}
    wanted = {**before, **{name: value for name, value in given.items() if name in SETTINGS}}
    if errors := _faults(
        year=held.year, **{name: wanted[name] for name in ("title", "gwp_set", "factor_sets", "base_year")}
    ):
        raise InvalidFields(errors)
    if (
        Inventory.objects.filter(region=held.region, year=held.year, title=wanted["title"].strip())
        .exclude(pk=pk)
        .exists()
    ):
        raise InvalidFields({"title": _("同一地区和年份已有名为“%s”的清单；请改用其他名称。") % wanted["title"]})
    changed = {name: value for name, value in wanted.items() if value != before[name]}
    if not changed:
        return held
    for name, value in changed.items():
        setattr(held, name, value.strip() if isinstance(value, str) else value)
    held.save(update_fields=[*changed, "changed_at"])
    if {"factor_sets", "unverified"} & set(changed):
        recompute(held)
    note("settings_changed", user, held, before={name: before[name] for name in changed}, after=changed)
    return held


@transaction.atomic
def delete_draft(*, user: Any, pk: int, version: int) -> None:
    """Give up a draft that was never frozen; nothing that was signed ever goes."""
    held = hold(user, pk, version)
    if held.edition or held.rows.filter(editions__isnull=False).exists():
        raise WrongState(_("“%s”已有活动数据或已锁定过版次，不能删除；请保留或改名存档。") % held.title)
    note("deleted", user, held)
    held.delete()


def _faults(
    *, title: str, year: int | None, gwp_set: str, factor_sets: Sequence[str], base_year: int | None
) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not title.strip():
        errors["title"] = _("请填写清单名称。")
    elif len(title.strip()) > 200:
        errors["title"] = _("名称最多 200 字，现为 %d 字。") % len(title.strip())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        errors["year"] = _("年份应为 %(first)d—%(last)d 之间的四位数。") % {"first": FIRST_YEAR, "last": LAST_YEAR}
    elif base_year is not None and not FIRST_YEAR <= base_year <= year:
        errors["base_year"] = _("基准年应不早于 %(first)d、不晚于清单年份 %(year)d。") % {
            "first": FIRST_YEAR,
            "year": year,
        }
    if gwp_set not in GWP_SETS:
        errors["gwp_set"] = _("请选择全球增温潜势的版本（AR4、AR5 或 AR6）。")
    if unknown := [each for each in factor_sets if each not in sets()]:
        errors["factor_sets"] = _("没有这些因子集：%s；请从列表中选择。") % "、".join(unknown)
    elif not factor_sets:
        errors["factor_sets"] = _("请至少选择一套因子；先选的优先。")
    elif len(set(factor_sets)) != len(factor_sets):
        errors["factor_sets"] = _("同一套因子只能选一次：%s。") % "、".join(label_of_set(each) for each in factor_sets)
    return errors
