"""Classes of tasks, and the chains that they climb."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ditan.base.answers import answered
from ditan.base.declaration import may
from ditan.base.refusal import InvalidFields, Refusal
from ditan.base.workflow.clocks.permissions import CHAINS
from ditan.base.workflow.clocks.selectors import chains, editions_of, levels_in_force
from ditan.base.workflow.clocks.services import LevelDraft, save_chain
from ditan.base.workflow.models import Audience, EscalationAct, EscalationChain
from ditan.domains.supervision import forms
from ditan.domains.supervision.clocks import CLOCKED
from ditan.domains.supervision.models import MatterClass
from ditan.domains.supervision.permissions import CLASSES, VIEW, require
from ditan.domains.supervision.services import ClassDraft, save_class

WORDS = (
    ("handed_out", "签收"),
    ("accepted", "开始办理"),
    ("reported", "受理审核"),
    ("under_review", "审核"),
    ("done", "销号"),
)
ROWS = 6
"""So many levels a form offers at least."""


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """All classes and chains."""
    require(request.user, VIEW)
    levels = levels_in_force(timezone.localdate())
    context = {
        "classes": [(each, [(word, each.clocks.get(code)) for code, word in WORDS]) for each in _classes()],
        "chains": [(each, levels.get(each.pk, [])) for each in chains()],
        "may_class": may(request.user, CLASSES),
        "may_chain": may(request.user, CHAINS),
        "words": [word for _code, word in WORDS],
    }
    return render(request, "supervision/classes.html", context)


def _classes() -> Any:
    return MatterClass.objects.select_related("chain")


@require_http_methods(["GET", "POST"])
@answered
def class_new(request: HttpRequest) -> HttpResponse:
    """Make a class."""
    return _class(request, None)


@require_http_methods(["GET", "POST"])
@answered
def class_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one."""
    return _class(request, _classes().get(pk=pk))


def _class(request: HttpRequest, found: MatterClass | None) -> HttpResponse:
    require(request.user, CLASSES)
    if request.method != "POST":
        return _class_page(request, found, _typed_of(found), {})
    data, errors = request.POST, dict[str, str]()
    weight, soon = forms.number_typed(data, "weight", errors), forms.number_typed(data, "soon", errors)
    draft = ClassDraft(
        name=data.get("name", "").replace("\x00", ""),
        chain=forms.chain_of(data, errors),
        clocks={code: data.get(f"clocks.{code}", "") for code in CLOCKED},
        soon=int(soon) if soon is not None else -1,
        weight=weight if weight is not None else Decimal(0),
        is_active=bool(data.get("is_active")),
        note=data.get("note", "").replace("\x00", ""),
        verified=bool(data.get("verified")),
    )
    try:
        if errors:
            raise InvalidFields(errors)
        made = save_class(user=request.user, draft=draft, matter_class=found, version=forms.version_of(data))
    except Refusal as refused:
        if refused.status == 403:
            raise
        wrong = refused.errors if isinstance(refused, InvalidFields) else {"": refused.message}
        return _class_page(request, found, dict(data.items()), wrong, refused.status)
    messages.success(request, _("“%s”已保存。") % made.name)
    return redirect("supervision:classes")


def _typed_of(found: MatterClass | None) -> dict[str, Any]:
    if found is None:
        return {"is_active": True, "soon": "3", "weight": "1"}
    return {
        "name": found.name,
        "chain": str(found.chain_id or ""),
        "soon": found.soon,
        "weight": f"{found.weight.normalize():f}",
        "is_active": found.is_active,
        "note": found.note,
        "verified": found.verified,
        "version": found.version,
        **{f"clocks.{code}": days for code, days in found.clocks.items()},
    }


def _class_page(
    request: HttpRequest, found: MatterClass | None, typed: dict[str, Any], errors: dict[str, str], status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "typed": typed,
        "errors": errors,
        "refused": errors.get("", ""),
        "chains": [(str(each.pk), each.name) for each in chains(timezone.localdate())],
        "clocks": [
            (f"clocks.{code}", word, typed.get(f"clocks.{code}", ""), errors.get(f"clocks.{code}", ""))
            for code, word in WORDS
        ],
    }
    return render(request, "supervision/class_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@answered
def chain_new(request: HttpRequest) -> HttpResponse:
    """Draw a chain up."""
    return _chain(request, None)


@require_http_methods(["GET", "POST"])
@answered
def chain_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one from a day on, and see its editions."""
    return _chain(request, EscalationChain.objects.get(pk=pk))


def _chain(request: HttpRequest, found: EscalationChain | None) -> HttpResponse:
    require(request.user, CLASSES)
    if request.method != "POST":
        newest = editions_of(found)[0].levels.all() if found else []
        typed = {"name": found.name if found else "", "note": found.note if found else ""}
        rows = [(str(each.after), each.who, each.act) for each in newest]
        return _chain_page(request, found, typed | {"verified": bool(found and found.verified)}, rows, {})
    data, errors = request.POST, dict[str, str]()
    rows = list(zip(data.getlist("after"), data.getlist("who"), data.getlist("act"), strict=False))
    levels = []
    for place, (after, who, act) in enumerate(rows, start=1):
        if not after.strip():
            continue
        try:
            levels.append(LevelDraft(int(after.strip()), who, act))
        except ValueError:
            errors["levels"] = _("第 %(place)d 级的天数应为整数（时限前填负数），收到“%(found)s”。") % {
                "place": place,
                "found": after.strip()[:20],
            }
    since = forms.day_typed(data, "valid_from", errors)
    try:
        if errors:
            raise InvalidFields(errors)
        made = save_chain(
            user=request.user,
            name=data.get("name", "").replace("\x00", ""),
            levels=levels,
            chain=found,
            version=forms.version_of(data),
            note=data.get("note", "").replace("\x00", ""),
            verified=bool(data.get("verified")),
            reason=data.get("reason", "").replace("\x00", ""),
            valid_from=since,
        )
    except Refusal as refused:
        if refused.status == 403:
            raise
        wrong = refused.errors if isinstance(refused, InvalidFields) else {"": refused.message}
        return _chain_page(request, found, dict(data.items()), rows, wrong, refused.status)
    messages.success(request, _("“%s”已保存。") % made.name)
    return redirect("supervision:classes")


def _chain_page(
    request: HttpRequest,
    found: EscalationChain | None,
    typed: dict[str, Any],
    rows: list[tuple[str, str, str]],
    errors: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    blank = [("", Audience.HANDLER.value, EscalationAct.REMIND.value)] * max(1, ROWS - len(rows))
    context = {
        "found": found,
        "typed": typed,
        "version": typed.get("version") or (found.version if found else ""),
        "rows": [*rows, *blank],
        "errors": errors,
        "refused": errors.get("", ""),
        "audiences": Audience.choices,
        "acts": EscalationAct.choices,
        "editions": editions_of(found) if found else [],
    }
    return render(request, "supervision/chain_edit.html", context, status=status)
