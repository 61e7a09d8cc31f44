"""The review desk: the source on the left, its items on the right, and a person who decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.asking import user_of
from ditan.base.declaration import may
from ditan.domains.plans import services
from ditan.domains.plans.errors import Changed, InvalidFields, NotAvailable, PlanError
from ditan.domains.plans.forms.inputs import inputs_of, typed
from ditan.domains.plans.kinds import KINDS, Field, Kind, shown
from ditan.domains.plans.models import Decision, Finding, Heading, ReviewItem
from ditan.domains.plans.permissions import REVIEW, require
from ditan.domains.plans.selectors import (
    get_finding,
    get_item,
    get_plan,
    item_history,
    plan_detail,
    review_items,
    source_text,
)
from ditan.domains.plans.views.cards import Card, card_of, finding_card
from ditan.domains.plans.views.marking import Mark, Title, source_chunks
from ditan.domains.plans.views.numbers import whole
from ditan.domains.plans.views.refusals import acting, answered, errors_by_field, note_refusal

KEPT = ("metric", "table")
"""Fields that the reader fills and nobody types; the form leaves them as they are."""

ACTIONS = {
    "confirm": services.confirm_item,
    "reject": services.reject_item,
    "reopen": services.reopen_item,
}


@answered
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """All items of a plan beside the text that they come from."""
    detail = plan_detail(request.user, pk)
    items = review_items(request.user, pk)
    cards = [card_of(item) for item in items]
    cards += [finding_card(finding, code=True) for finding in detail.findings]
    context = {
        "plan": detail.plan,
        "cards": cards,
        "total": len(cards),
        "tabs": _tabs(cards),
        "decided": sum(card.state != "proposed" for card in cards),
        "chunks": source_chunks(
            source_text(request.user, pk), _marks(items, detail.findings, pk), _titles(detail.outline)
        ),
        "outline": [heading for heading in detail.outline if heading.kind not in ("contents", "title")],
        "review_root": reverse("plans:review_card", args=["KIND", 0]).removesuffix("KIND/0/"),
        "wanted": request.GET.get("item", ""),
        "may_review": may(request.user, REVIEW),
        "kinds": KINDS.values(),
    }
    return render(request, "plans/desk.html", context)


def _tabs(cards: list[Card]) -> list[dict[str, Any]]:
    labels = {**{name: kind.label for name, kind in KINDS.items()}, "finding": _("质检")}
    tabs = []
    for name, label in labels.items():
        of_kind = [card for card in cards if card.kind == name]
        waiting = sum(card.state == "proposed" for card in of_kind)
        tabs.append({"name": name, "label": label, "total": len(of_kind), "waiting": waiting})
    return tabs


def _marks(items: list[ReviewItem], findings: tuple[Finding, ...], plan: int) -> list[Mark]:
    marks = [Mark(item.identity, item.kind, item.start, item.end) for item in items]
    sides = [(finding, side) for finding in findings for side in finding.sides if side.plan_id == plan]  # type: ignore[attr-defined]
    return marks + [Mark(finding.identity, "finding", side.start, side.end) for finding, side in sides]


def _titles(outline: tuple[Heading, ...]) -> list[Title]:
    return [Title(heading.start, heading.end, heading.level) for heading in outline if heading.kind != "contents"]


@answered
def card(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One card as it stands now: after 取消, and after a conflict."""
    return _card(request, kind, pk)


@require_POST
@answered
def decide(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Confirm, reject or reopen; the answer is the card as it stands afterwards."""
    action = ACTIONS.get(request.POST.get("action", ""))
    version = _version(request)
    options: dict[str, Any] = {}
    if action is services.reject_item:
        options["reason"] = request.POST.get("reason", "").strip()[:500]
    try:
        if request.POST.get("action") == "choose":
            services.choose_alternative(
                user=user_of(request),
                pk=pk,
                version=version,
                alternative=whole(request.POST.get("alternative")),
            )
        elif action is None:
            raise NotAvailable(_("没有这种操作。"))
        else:
            action(user=user_of(request), kind=kind, pk=pk, version=version, **options)
    except PlanError as error:
        note_refusal(request, error)
        return _card(request, kind, pk, conflict=error.message, status=error.status)
    return _card(request, kind, pk)


@answered
def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Correct an item in place. Neither a refusal nor a conflict loses what was typed."""
    require(request.user, REVIEW)
    item = get_item(request.user, kind, pk)
    spec = KINDS[kind]
    current = {field.name: value for field, value in shown(item)}
    if request.method != "POST":
        return _form(request, item, spec, current, version=item.version)
    written = typed(spec.fields, request.POST)
    version = _version(request)
    try:
        services.edit_item(user=user_of(request), kind=kind, pk=pk, version=version, changes=written)
    except InvalidFields as error:
        errors = errors_by_field(spec.fields, error.errors)
        return _form(request, item, spec, {**current, **written}, version=version, errors=errors)
    except Changed as error:
        return _form(
            request, item, spec, {**current, **written}, version=item.version, conflict=error.message, current=current
        )
    except PlanError as error:
        note_refusal(request, error)
        return _card(request, kind, pk, conflict=error.message, status=error.status)
    return _card(request, kind, pk)


@require_POST
@acting(lambda pk: reverse("plans:review", args=[pk]))
def bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm all proposals that the reader was at least this sure of."""
    plan = get_plan(request.user, pk)
    kinds = [kind for kind in request.POST.getlist("kinds") if kind in KINDS]
    confidence = min(max(whole(request.POST.get("confidence"), 90), 0), 100) / 100
    back = HttpResponseRedirect(reverse("plans:review", args=[pk]))
    if not kinds:
        messages.warning(request, _("没有选择条目类别，未确认任何条目。"))
        return back
    number = services.confirm_above(user=user_of(request), plan=plan, confidence=confidence, kinds=kinds)
    messages.success(request, _("已批量确认 %(number)d 条。") % {"number": number})
    return back


@answered
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what the reader missed, from characters that were selected in the source."""
    plan = get_plan(request.user, pk)
    require(request.user, REVIEW)
    data = request.POST if request.method == "POST" else request.GET
    spec = KINDS.get(data.get("kind", ""), KINDS["target"])
    start, end = whole(data.get("start")), whole(data.get("end"))
    text = source_text(request.user, pk)
    place: dict[str, Any] = {"plan": plan, "kind": spec, "start": start, "end": end, "quote": text[start:end]}
    if request.method != "POST":
        return _add_form(request, place, _first_guess(spec, place["quote"]), {})
    written = typed(spec.fields, request.POST)
    try:
        item = services.add_item(
            user=user_of(request),
            plan=plan,
            kind=spec.name,
            start=start,
            end=end,
            values=written,
        )
    except InvalidFields as error:
        return _add_form(request, place, written, errors_by_field(spec.fields, error.errors))
    messages.success(request, _("已新增%(kind)s“%(label)s”。") % {"kind": spec.label, "label": item.label[:40]})
    response = HttpResponse(status=204)
    response["HX-Redirect"] = f"{reverse('plans:review', args=[pk])}?item={item.identity}"
    return response


def _first_guess(kind: Kind, quote: str) -> dict[str, str]:
    """The selected words in the field that names the item; what is too long to be a name goes into the text."""
    words = " ".join(quote.split())
    values = {
        field.name: field.type.show(value) for field, value in zip(kind.fields, kind.blank().values(), strict=True)
    }
    names = [field.name for field in kind.fields]
    if "title" in names:
        values["title" if len(words) <= 60 else "text"] = words
    else:
        values["name"] = words[:60]
    return values


def _add_form(
    request: HttpRequest, place: dict[str, Any], values: dict[str, Any], errors: dict[str, str]
) -> HttpResponse:
    inputs = inputs_of(_typed_fields(place["kind"]), values, errors)
    context = {**place, "inputs": inputs, "kinds": KINDS.values(), "refused": errors}
    return render(request, "plans/_add_form.html", context, status=422 if errors else 200)


def _card(request: HttpRequest, kind: str, pk: int, *, conflict: str = "", status: int = 200) -> HttpResponse:
    if kind == "finding":
        made = finding_card(get_finding(request.user, pk), code=True)
        history: QuerySet[Decision] = Decision.objects.none()
    else:
        made = card_of(get_item(request.user, kind, pk))
        history = item_history(request.user, kind, pk)
    context = {"card": made, "history": history, "conflict": conflict, "may_review": may(request.user, REVIEW)}
    return render(request, "plans/_card.html", context, status=status)


def _form(
    request: HttpRequest,
    item: ReviewItem,
    kind: Kind,
    values: dict[str, Any],
    *,
    version: int,
    errors: dict[str, str] | None = None,
    conflict: str = "",
    current: dict[str, str] | None = None,
) -> HttpResponse:
    """The inline form. Below a field stands the machine's reading, or after a conflict what is stored now."""
    machine: dict[str, str] | None = None
    if item.machine_reading is not None:
        machine = {field.name: value for field, value in kind.shown(item.machine_reading)}
    inputs = inputs_of(
        _typed_fields(kind),
        values,
        errors or {},
        compared=current or machine,
        compared_label=_("现在的内容") if current else _("原读数"),
    )
    context = {"item": item, "kind": kind, "inputs": inputs, "version": version, "conflict": conflict}
    return render(request, "plans/_card_form.html", context, status=409 if conflict else 422 if errors else 200)


def _typed_fields(kind: Kind) -> list[Field]:
    return [field for field in kind.fields if field.name not in KEPT]


def _version(request: HttpRequest) -> int:
    return whole(request.POST.get("version"))
