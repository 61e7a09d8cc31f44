"""Dictionaries and parameters, kept on screen."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered, safe_next
from ditan.base.asking import typed, user_of, wants_part
from ditan.base.directory import forms
from ditan.base.directory.models import Parameter
from ditan.base.directory.permissions import DICTIONARIES, require
from ditan.base.directory.selectors import entries as reads
from ditan.base.directory.services import entries as services
from ditan.base.paging import paged
from ditan.base.searching import Control


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """All dictionaries."""
    require(request.user, DICTIONARIES)
    words = request.GET.get("words", "")[:100]
    return _list(request, "dictionaries", reads.dictionaries(request.user, words), words)


@require_GET
@answered
def parameters(request: HttpRequest) -> HttpResponse:
    """All parameters."""
    require(request.user, DICTIONARIES)
    words = request.GET.get("words", "")[:100]
    return _list(request, "parameters", reads.parameters(request.user, words), words)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One dictionary and its entries."""
    require(request.user, DICTIONARIES)
    found = reads.get_dictionary(request.user, pk)
    return render(request, "directory/dictionary.html", {"found": found, "entries": list(found.entries.all())})


@require_POST
@acting("directory:dictionaries")
def new(request: HttpRequest) -> HttpResponse:
    """Make a dictionary."""
    made = services.create_dictionary(user=user_of(request), **_texts(request, "key", "name", "note"))
    messages.success(request, _("已新增字典“%(name)s”；接下来添加字典项。") % {"name": made.name})
    return redirect("directory:dictionary", pk=made.pk)


@require_POST
@acting("directory:dictionaries")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a dictionary otherwise."""
    kept = services.edit_dictionary(user=user_of(request), pk=pk, **_texts(request, "name", "note", "reason"))
    messages.success(request, _("已保存字典“%(name)s”。") % {"name": kept.name})
    return redirect("directory:dictionary", pk=pk)


@require_POST
@acting("directory:dictionaries")
def new_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One more choice."""
    require(request.user, DICTIONARIES)
    found = reads.get_dictionary(request.user, pk)
    made = services.add_entry(
        user=user_of(request), dictionary=found, position=_position(request), **_texts(request, "value", "label")
    )
    messages.success(request, _("已新增“%(label)s”。") % {"label": made.label})
    return redirect("directory:dictionary", pk=pk)


@require_POST
@acting("directory:dictionaries")
def edit_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a choice, or switch it on or off."""
    kept = services.change_entry(
        user=user_of(request),
        pk=pk,
        position=_position(request),
        in_use="in_use" in request.POST,
        **_texts(request, "label", "reason"),
    )
    messages.success(request, _("已保存“%(label)s”。") % {"label": kept.label})
    return redirect("directory:dictionary", pk=kept.dictionary_id)


@require_POST
@acting("directory:parameters")
def new_parameter(request: HttpRequest) -> HttpResponse:
    """Make a parameter."""
    texts = _texts(request, "key", "name", "kind", "value", "unit", "note", "source")
    made = services.create_parameter(user=user_of(request), **texts)
    messages.success(request, _("已新增参数“%(name)s”。") % {"name": made.name})
    return redirect("directory:parameters")


@require_POST
@acting("directory:parameters")
def set_value(request: HttpRequest, pk: int) -> HttpResponse:
    """Another value for a parameter."""
    kept = services.set_parameter(
        user=user_of(request),
        pk=pk,
        seen=request.POST.get("seen"),
        verified="verified" in request.POST,
        **_texts(request, "value", "reason"),
    )
    messages.success(request, _("参数“%(name)s”已保存为“%(value)s”。") % {"name": kept.name, "value": kept.value})
    return HttpResponseRedirect(safe_next(request) or reverse("directory:parameters"))


def _list(request: HttpRequest, name: str, found: object, words: str) -> HttpResponse:
    here = reverse(f"directory:{name}")
    context = {"rows": paged(request, found), "here": here, "words": words, "kinds": Parameter.Kind.choices}
    if wants_part(request):
        return render(request, f"directory/_{name}.html", context)
    controls = [Control("words", _("查找"), words, placeholder=_("名称、标识"))]
    return render(request, f"directory/{name}.html", {**context, "controls": controls})


def _texts(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: typed(request, name) for name in names}


def _position(request: HttpRequest) -> int:
    """The place in the order; a text that is no number is refused by the service as out of range."""
    typed = request.POST.get("position", "").strip() or "0"
    number = forms.key_of(typed)
    return -1 if number is None else number


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
