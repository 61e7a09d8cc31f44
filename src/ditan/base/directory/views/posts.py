"""Buttons: a new post, somebody takes it, leaves it, or hands it over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, safe_next
from ditan.base.asking import typed, user_of
from ditan.base.directory import forms, selectors, services
from ditan.base.directory.models import Person, Post
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.selectors import people as reads


@require_POST
@acting("directory:organisations")
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A post of an organisation."""
    require(request.user, MANAGE)
    made = services.create_post(
        user=user_of(request),
        organisation=selectors.get_organisation(request.user, pk),
        title=typed(request, "title"),
        on=forms.day_of(typed(request, "on")),
    )
    messages.success(request, _("已新增岗位“%(title)s”。") % {"title": made.title})
    return _onward(request, pk)


@require_POST
@acting("directory:people")
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody, who is named, hold a post from a day on."""
    require(request.user, MANAGE)
    post = Post.objects.select_related("organisation").get(pk=pk)
    return _held(request, post, forms.person_named(typed(request, "person"), "person"))


@require_POST
@acting("directory:people")
def person_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Let this person hold a post, that is named, from a day on."""
    require(request.user, MANAGE)
    found = reads.get_person(request.user, pk)
    return _held(request, forms.post_named(typed(request, "organisation"), typed(request, "title")), found)


@require_POST
@acting("directory:people")
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """End a holding; the open work goes to the next holder. Without one the post stands empty."""
    return _ended(request, pk, typed(request, "taker").strip())


@require_POST
@acting("directory:people")
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """End a holding; the post stands empty until somebody takes it."""
    return _ended(request, pk, "")


def _held(request: HttpRequest, post: Post, person: Person) -> HttpResponse:
    services.hold_post(
        user=user_of(request),
        post=post,
        person=person,
        on=forms.day_of(typed(request, "on")),
        acting="acting" in request.POST,
    )
    messages.success(request, _("已登记%(who)s任“%(title)s”。") % {"who": person.name, "title": post.title})
    return _onward(request, post.organisation_id)


def _ended(request: HttpRequest, pk: int, taker: str) -> HttpResponse:
    require(request.user, MANAGE)
    holding = reads.get_holding(request.user, pk)
    next_holder = forms.person_named(taker, "taker") if taker else None
    services.hand_over_post(
        user=user_of(request),
        holding=holding,
        taker=next_holder,
        on=forms.day_of(typed(request, "on")),
        note=typed(request, "note"),
    )
    words = {"who": holding.person.name, "title": holding.post.title, "taker": taker}
    if next_holder is None:
        messages.success(request, _("%(who)s已离任“%(title)s”，岗位空缺。") % words)
    else:
        messages.success(request, _("“%(title)s”已由%(who)s交接给%(taker)s。") % {**words, "taker": next_holder.name})
    return _onward(request, holding.post.organisation_id)


def _onward(request: HttpRequest, organisation: int) -> HttpResponse:
    return HttpResponseRedirect(safe_next(request) or reverse("directory:organisation", args=[organisation]))
