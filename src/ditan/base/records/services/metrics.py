"""Keeping the catalogue: a metric is created, or changed with a reason, and every wording that it ever had stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record as log
from ditan.base.records.errors import Changed, InvalidFields
from ditan.base.records.models import (
    Basis,
    Direction,
    Frequency,
    Metric,
    MetricAlias,
    MetricRevision,
    Observation,
)
from ditan.base.records.permissions import METRICS, require
from ditan.base.records.services.computing import compute
from ditan.base.records.services.formulas import faults_of_formula
from ditan.base.records.services.standing import name_of

FIELDS = (
    "name",
    "unit",
    "direction",
    "frequency",
    "basis",
    "responsible",
    "responsible_name",
    "definition",
    "standard",
    "formula",
    "ceiling",
    "floor",
    "decimals",
    "source_title",
    "verified",
    "is_active",
)
"""What a person may set; the code is set once."""

LONGEST = {"name": 200, "unit": 64, "responsible_name": 200, "standard": 300, "source_title": 300}
CHOICES = {"direction": Direction.values, "frequency": Frequency.values, "basis": Basis.values}
CODE = re.compile(r"[a-z][a-z0-9_]{1,63}")
MOST_DECIMALS = 10


@transaction.atomic
def save_metric(
    *,
    user: User,
    pk: int | None = None,
    values: Mapping[str, Any],
    reason: str = "",
    version: int | None = None,
) -> Metric:
    """Create a metric (`pk` None; `values` holds its `code`), or change one, with a reason, into a new revision.

    Parameters
    ----------
    values
        Any of `FIELDS`, and `aliases`, a sequence of names. What is left out stays.
    version
        The revision that the person saw; another one refuses with `Changed`.

    Raises
    ------
    InvalidFields
        With a message for each field that cannot be taken.
    """
    require(user, METRICS)
    metric = Metric.objects.select_for_update(of=("self",)).get(pk=pk) if pk is not None else Metric()
    if pk is not None and version is not None and version != metric.version:
        raise Changed(_("“%(name)s”刚被他人修改；请在新内容上再改。") % {"name": metric.name})
    before = wording_of(metric) if pk is not None else None
    errors: dict[str, str] = {}
    if pk is None:
        metric.code = str(values.get("code", "")).strip()
        errors |= _code_faults(metric.code)
    old = Metric.objects.get(pk=pk) if pk is not None else None
    _take(metric, values, errors)
    names = _aliases(metric, values.get("aliases"), errors)
    _fits(metric, old, errors)
    if old is not None and not reason.strip():
        errors["reason"] = _("请写明修改理由，例如“按国家标准统一口径”；理由会留在修订记录中。")
    if errors:
        raise InvalidFields(errors)
    if old is not None and wording_of(metric, names) == before:
        return metric
    metric.version = 1 if old is None else metric.version + 1
    metric.save()
    _store_aliases(metric, names)
    after = wording_of(metric, names)
    MetricRevision.objects.create(
        metric=metric,
        version=metric.version,
        content=after,
        reason=reason.strip()[:400] or _("新增"),
        by=user,
        by_name=name_of(user),
        at=timezone.now(),
    )
    log(
        act="records.metric_created" if old is None else "records.metric_changed",
        user=user,
        target_kind="metric",
        target_key=metric.pk,
        target_name=metric.name,
        before=before,
        after=after,
        detail=reason.strip(),
    )
    if metric.formula and (old is None or old.formula != metric.formula):
        compute(metrics=[metric])
    return metric


def wording_of(metric: Metric, aliases: tuple[str, ...] | None = None) -> dict[str, Any]:
    """All that a metric says, as its revisions and the log keep it."""
    told = {name: getattr(metric, name) for name in FIELDS if name != "responsible"}
    if aliases is None:
        aliases = tuple(metric.aliases.values_list("name", flat=True)) if metric.pk else ()
    return {**told, "aliases": sorted(aliases)}


def proposed(metric: Metric | None, values: Mapping[str, Any]) -> tuple[Metric, dict[str, str]]:
    """The metric as it would be stored, and what is wrong with its fields; nothing is written."""
    made = Metric.objects.get(pk=metric.pk) if metric is not None else Metric(code=str(values.get("code", "")).strip())
    errors: dict[str, str] = {}
    _take(made, values, errors)
    return made, errors


def _code_faults(code: str) -> dict[str, str]:
    if not CODE.fullmatch(code):
        return {"code": _("代码应为小写字母开头，只含小写字母、数字和下划线，2—64 位，例如 gdp_growth。")}
    if Metric.objects.filter(code=code).exists():
        return {"code": _("代码“%(code)s”已被使用。") % {"code": code}}
    return {}


def _take(metric: Metric, values: Mapping[str, Any], errors: dict[str, str]) -> None:
    """Put the values into the metric, each as far as it can be taken."""
    for name in FIELDS:
        if name not in values:
            continue
        value = values[name]
        if isinstance(value, str):
            value = value.strip()
            if len(value) > LONGEST.get(name, 4000):
                errors[name] = _("最多 %(most)d 个字。") % {"most": LONGEST.get(name, 4000)}
                continue
        if name in CHOICES and value not in CHOICES[name]:
            errors[name] = _("没有这个选项，请重新选择。")
            continue
        setattr(metric, name, value)
    if metric.responsible is not None and "responsible" in values:
        metric.responsible_name = metric.responsible.name
    if not metric.name:
        errors["name"] = _("请填写指标名称。")
    if metric.decimals is not None and not 0 <= metric.decimals <= MOST_DECIMALS:
        errors["decimals"] = _("小数位应在 0—%(most)d 之间。") % {"most": MOST_DECIMALS}
    if metric.floor is not None and metric.ceiling is not None and metric.floor > metric.ceiling:
        errors["floor"] = _("下限不能高于上限。")


def _fits(metric: Metric, old: Metric | None, errors: dict[str, str]) -> None:
    """What the metric says of itself must hold together, and fit the values that there are."""
    from ditan.core.reading.resolve.units import pint_unit

    if old is None or old.unit != metric.unit:
        metric.unit_pint = pint_unit(metric.unit)
    kept = old is not None and Observation.objects.filter(metric=old).exists()
    if old is not None and kept and old.unit != metric.unit:
        errors["unit"] = _("已有按“%(unit)s”记录的数据，不能改单位；需要另一单位时请新增指标。") % {
            "unit": old.unit or _("无")
        }
    if old is not None and kept and (old.direction == Direction.TEXT) != (metric.direction == Direction.TEXT):
        errors["direction"] = _("已有数据，不能在文字指标和数值指标之间改动；请新增指标。")
    same = Metric.objects.filter(name=metric.name, is_active=True).exclude(pk=metric.pk)
    if metric.name and (old is None or old.name != metric.name) and same.exists():
        errors["name"] = _("已有同名指标“%(name)s”；请在名称中写明区别，例如“（直管区）”。") % {"name": metric.name}
    if metric.formula and "formula" not in errors and (old is None or old.formula != metric.formula):
        faults = faults_of_formula(metric.formula, metric)
        if faults:
            errors["formula"] = "\n".join(faults)


def _aliases(metric: Metric, given: Any, errors: dict[str, str]) -> tuple[str, ...]:
    if given is None:
        return tuple(metric.aliases.values_list("name", flat=True)) if metric.pk else ()
    names = tuple(dict.fromkeys(name.strip() for name in given if name.strip() and name.strip() != metric.name))
    if too_long := [name for name in names if len(name) > LONGEST["name"]]:
        errors["aliases"] = _("别名“%(name)s…”过长，最多 200 个字。") % {"name": too_long[0][:20]}
    taken = MetricAlias.objects.filter(name__in=names).exclude(metric=metric.pk).select_related("metric").first()
    if taken is not None:
        errors["aliases"] = _("别名“%(name)s”已属于“%(other)s”；一个名称只能对应一个指标。") % {
            "name": taken.name,
            "other": taken.metric.name,
        }
    return names


def _store_aliases(metric: Metric, names: tuple[str, ...]) -> None:
    MetricAlias.objects.filter(metric=metric).exclude(name__in=names).delete()
    known = set(MetricAlias.objects.filter(metric=metric).values_list("name", flat=True))
    MetricAlias.objects.bulk_create(MetricAlias(metric=metric, name=name) for name in names if name not in known)
