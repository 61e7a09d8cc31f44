"""One item in full: every field, its quote in context, where it stands, and who decided on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ditan.base.asking import wants_part
from ditan.base.declaration import servers_of
from ditan.domains.plans.forms.tracking import LIGHTS
from ditan.domains.plans.forms.words import metric_word
from ditan.domains.plans.kinds import KINDS, Field, shown
from ditan.domains.plans.models import Measure, Project, ReviewItem
from ditan.domains.plans.selectors import get_item, item_history, source_text
from ditan.domains.plans.selectors.serving import became_of, served_by
from ditan.domains.plans.views.marking import excerpt
from ditan.domains.plans.views.refusals import answered


@answered
def detail(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """An item as a drawer beside a list, or as a page of its own."""
    item = get_item(request.user, kind, pk)
    text = source_text(request.user, item.plan_id)
    serves = isinstance(item, Measure | Project) and item.is_booked
    key = f"plans.{'project' if kind == 'project' else 'measure'}:{item.pk}"
    known = servers_of(request.user, {key}) if serves else ()
    lights = {str(code): word for code, word in LIGHTS}
    context = {
        "served": served_by(request.user, key, known) if serves else None,
        "became": [(each, lights.get(each.server.light, "")) for each in became_of(known, key)],
        "server_key": key,
        "item": item,
        "kind": KINDS[kind],
        "fields": fields_of(item),
        "excerpt": excerpt(text, item.start, item.end),
        "history": item_history(request.user, kind, pk),
    }
    drawer = wants_part(request, "drawer")
    return render(request, "plans/_item_drawer.html" if drawer else "plans/item.html", context)


def fields_of(item: ReviewItem) -> list[tuple[Field, str]]:
    """The filled fields below the item's name, the metric by its Chinese name; a no is left out."""
    filled = [(field, value) for field, value in shown(item) if value and field.name not in ("name", "title")]
    worded = [(field, metric_word(value) if field.name == "metric" else value) for field, value in filled]
    return [(field, value) for field, value in worded if field.name != "stretch" or item.stretch]  # type: ignore[attr-defined]
