"""Uncertainty of an inventory is computed, at once where that is quick, else by a background job; the result is kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import ditan
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.models import Job
from ditan.base.workflow.services import enqueue
from ditan.core.inventory.co2e import GwpRefused
from ditan.core.uncertainty.spread import SpreadRefused
from ditan.domains.inventory.assessing import Assumption, Year, assessed
from ditan.domains.inventory.errors import NotSound
from ditan.domains.inventory.models import Emission, Inventory, UncertaintyRun
from ditan.domains.inventory.permissions import EDIT, require
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.selectors.scope import visible_inventories
from ditan.domains.inventory.selectors.standing import base_of, standing_gwp, standing_rows
from ditan.domains.inventory.selectors.uncertainty import JOB_KIND
from ditan.domains.inventory.services.held import name_of, note

DRAWS = (10_000, 100_000)
QUICK = 6_000_000
"""Amounts times draws that are computed while the person waits: about one second."""
KEPT_RUNS = 20
HOW = ("none", "customary", "own")


def ask_uncertainty(
    *, user: Any, pk: int, draws: int, seed: int | None, how: str, activity: float | None, factor: float | None
) -> UncertaintyRun | Job:
    """Compute it, or have it computed: gives the result, or the job.

    Raises
    ------
    InvalidFields
        A number of draws or a seed out of range, an unknown assumption, a percentage that is none.
    NotSound
        Where it cannot be computed: nothing is known, no GWP, a range that cannot be drawn from.
    """
    require(user, EDIT)
    inventory = visible_inventories(user, EDIT).get(pk=pk)
    errors = {}
    if draws not in DRAWS:
        errors["draws"] = _("抽样次数应为 %s 之一。") % "、".join(f"{each:,}" for each in DRAWS)
    if seed is not None and not 0 <= seed < 2**31:
        errors["seed"] = _("随机种子应为 0—2147483647 之间的整数；留空则随机取一个。")
    if how not in HOW:
        errors["how"] = _("请选择没有范围时如何处理。")
    for name, percent in (("activity", activity), ("factor", factor)):
        if how == "own" and (percent is None or not 0 < percent <= 500):
            errors[name] = _("请填写大于 0、不超过 500 的百分数（95%% 置信区间的半宽）。")
    if errors:
        raise InvalidFields(errors)
    own = how == "own"
    asked = {
        "inventory": pk,
        "draws": draws,
        "seed": secrets.randbelow(2**31) if seed is None else seed,
        "assumed": {"how": how, "activity": activity if own else None, "factor": factor if own else None},
    }
    amounts = Emission.objects.filter(row__inventory=inventory, row__removed_at__isnull=True, amount__isnull=False)
    if amounts.count() * draws > QUICK:
        return enqueue(JOB_KIND, asked, user)
    return keep_uncertainty(user=user, inventory=inventory, asked=asked)


def keep_uncertainty(
    *, user: Any, inventory: Inventory, asked: dict[str, Any], progress: Callable[[float], None] = lambda share: None
) -> UncertaintyRun:
    """Compute and keep; the newest twenty runs of an inventory stay. The caller has asked for permission."""
    book = factor_book()
    assumption = Assumption(**asked["assumed"], book=book)
    mark = inventory.mark
    base = base_of(inventory)
    try:
        now = Year(inventory.year, standing_rows(inventory), standing_gwp(inventory))
        before = Year(base.year, standing_rows(base), standing_gwp(base)) if base is not None else None
        progress(0.1)
        result = assessed(now, before, assumption, draws=asked["draws"], seed=asked["seed"], progress=progress)
    except (GwpRefused, SpreadRefused) as refused:
        raise NotSound(_("不能计算不确定性：%s") % refused, [str(refused)]) from refused
    if not result["groups"]:
        raise NotSound(_("“%s”还没有已知的温室气体排放量，不能计算不确定性；请先录入活动数据。") % inventory.title, [])
    with transaction.atomic():
        made = UncertaintyRun.objects.create(
            inventory=inventory,
            mark=mark,
            draws=asked["draws"],
            seed=asked["seed"],
            assumed=assumption.plain(),
            result=result,
            code_version=ditan.__version__,
            by_name=name_of(user),
            at=timezone.now(),
        )
        older = list(
            UncertaintyRun.objects.filter(inventory=inventory).order_by("-pk").values_list("pk", flat=True)[KEPT_RUNS:]
        )
        UncertaintyRun.objects.filter(pk__in=older).delete()
        told = {"draws": made.draws, "seed": made.seed, "assumed": made.assumed}
        note("uncertainty_computed", user, inventory, after=told)
    return made


__all__ = ["DRAWS", "JOB_KIND", "ask_uncertainty", "keep_uncertainty"]
