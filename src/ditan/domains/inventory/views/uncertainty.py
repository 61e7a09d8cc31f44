"""How sure an inventory is: asked for, computed with its progress shown, read as a band, tables and key categories."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import answered
from ditan.base.asking import typed
from ditan.base.directory.forms import key_of
from ditan.base.refusal import InvalidFields, Refusal
from ditan.base.workflow.models import Job
from ditan.domains.inventory.models import Inventory, UncertaintyRun
from ditan.domains.inventory.permissions import EDIT, VIEW, require
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.scope import reaches
from ditan.domains.inventory.selectors.uncertainty import get_run, last_job, runs_of
from ditan.domains.inventory.services.assessing import DRAWS, ask_uncertainty

FIELDS = ("draws", "seed", "how", "activity", "factor")
GROUPS = (("s", gettext_lazy("部门")), ("c", gettext_lazy("类别")), ("g", gettext_lazy("气体")))


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest result, or the one that the address names."""
    require(request.user, VIEW)
    return _page(request, get_inventory(request.user, pk))


@require_POST
@answered
def run_(request: HttpRequest, pk: int) -> HttpResponse:
    """Compute; what was typed stays where it was refused."""
    require(request.user, EDIT)
    asked = {name: typed(request, name).strip() for name in FIELDS}
    try:
        made = ask_uncertainty(
            user=request.user,
            pk=pk,
            draws=key_of(asked["draws"]) or 0,
            seed=_seed(asked["seed"]),
            how=asked["how"],
            activity=_percent(asked["activity"]),
            factor=_percent(asked["factor"]),
        )
    except Refusal as refused:
        if refused.status in (403, 404):
            raise
        return _page(request, get_inventory(request.user, pk), asked, refused)
    if isinstance(made, UncertaintyRun):
        messages.success(request, _("已按 %(draws)s 次抽样计算。") % {"draws": f"{made.draws:,}"})
    return redirect("inventory:uncertainty", pk=pk)


@require_GET
@answered
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that asks for itself again until the job has ended."""
    require(request.user, VIEW)
    inventory = get_inventory(request.user, pk)
    job = last_job(inventory)
    response = render(request, "inventory/_uncertainty_progress.html", {"inventory": inventory, "job": job})
    if job is None or job.state in ("done", "failed", "cancelled"):
        response["HX-Refresh"] = "true"
    return response


def _page(
    request: HttpRequest, inventory: Inventory, asked: dict[str, str] | None = None, refused: Refusal | None = None
) -> HttpResponse:
    runs = runs_of(inventory)
    wanted = key_of(request.GET.get("run", ""))
    run = get_run(inventory, wanted) if wanted else (runs[0] if runs else None)
    job = last_job(inventory)
    context = {
        "inventory": inventory,
        "tab": "uncertainty",
        "may_run": reaches(request.user, EDIT, inventory),
        "run": run,
        "runs": runs,
        "stale": run is not None and run.mark != inventory.mark,
        "job": job if job is not None and _matters(job, runs) else None,
        "draws": DRAWS,
        "typed": asked or {"draws": str(DRAWS[-1]), "how": run.assumed["how"] if run else "none", "seed": ""},
        "errors": refused.errors if isinstance(refused, InvalidFields) else {},
        "refused": refused.message if refused is not None and not isinstance(refused, InvalidFields) else "",
        "here": reverse("inventory:uncertainty", args=[inventory.pk]),
    }
    if run is not None:
        context |= _shown(run.result, request.GET.get("land") != "without")
    return render(request, "inventory/uncertainty.html", context, status=refused.status if refused is not None else 200)


def _shown(result: dict[str, Any], land: bool) -> dict[str, Any]:
    keys = result["keys"]["with_land" if land else "without_land"]
    return {
        "result": result,
        "land": land,
        "groups": [(label, [each for each in result["groups"] if each["of"] == of]) for of, label in GROUPS],
        "chart": _chart(result),
        "level": keys["level"],
        "trend": keys.get("trend"),
        "trend_refused": keys.get("trend_refused", ""),
        "open_gaps": [each for each in result["gaps"] if each["assumed"] is None],
        "assumed_gaps": [each for each in result["gaps"] if each["assumed"] is not None],
    }


def _chart(result: dict[str, Any]) -> dict[str, Any] | None:
    """The histogram, what lies in the 95 % range and what does not set apart."""
    drawn = result["histogram"]
    if drawn is None:
        return None
    edges, counts = drawn["edges"], drawn["counts"]
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    inside = [result["total"]["lower"] <= each <= result["total"]["upper"] for each in middles]
    return {
        "kind": "stacked",
        "unit": str(_("次")),
        "categories": [f"{each / 1e4:,.2f}" for each in middles],
        "series": [
            {
                "name": str(_("95% 区间内")),
                "colour": "--jade",
                "values": [n if within else 0 for n, within in zip(counts, inside, strict=True)],
            },
            {
                "name": str(_("区间外")),
                "colour": "--line-strong",
                "values": [0 if within else n for n, within in zip(counts, inside, strict=True)],
            },
        ],
    }


def _matters(job: Job, runs: list[UncertaintyRun]) -> bool:
    """Whether the job still says something that no later result does."""
    if job.state in ("queued", "running"):
        return True
    ended = job.finished_at or job.created_at
    return job.state == "failed" and not any(each.at > ended for each in runs)


def _seed(text: str) -> int | None:
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else -1


def _percent(text: str) -> float | None:
    try:
        return float(text.removesuffix("%").removesuffix("％")) if text else None
    except ValueError:
        return None
