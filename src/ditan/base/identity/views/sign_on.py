"""Single sign-on: out, and back. What is refused is logged, and said on the log-in page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ditan.base.accounts.clients import address_of, network_of
from ditan.base.answers import safe_next
from ditan.base.identity import limits
from ditan.base.identity.errors import IdentityError
from ditan.base.identity.oidc.flow import Journey, arrive, depart
from ditan.base.identity.oidc.provider import configured
from ditan.base.identity.services.sign_on import enter, person_of, refused

KEPT = "oidc_journey"


@login_not_required
@require_GET
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the identity server."""
    onward = safe_next(request) or reverse("home")
    try:
        limits.count(limits.ADDRESS, network_of(address_of(request)))
        url, journey = depart(configured(), back=_back(request), onward=onward, now=timezone.now().timestamp())
    except IdentityError as error:
        return _refused(request, error)
    request.session[KEPT] = journey.stored()
    return HttpResponseRedirect(url)


@login_not_required
@require_GET
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """The browser comes back with a code; the journey that it belongs to serves once."""
    kept = request.session.pop(KEPT, None)
    journey = Journey(**kept) if kept else None
    try:
        limits.count(limits.ADDRESS, network_of(address_of(request)))
        own = configured()
        claims = arrive(own, journey, request.GET.dict(), back=_back(request), now=timezone.now().timestamp())
        user = person_of(own, claims)
    except IdentityError as error:
        return _refused(request, error)
    assert journey is not None
    entered = enter(request=request, user=user, onward=journey.onward)
    return HttpResponseRedirect(journey.onward if entered else reverse("login_code"))


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("identity:oidc_back"))


def _refused(request: HttpRequest, error: IdentityError) -> HttpResponse:
    refused(error.message)
    messages.error(request, error.message)
    return HttpResponseRedirect(reverse("login"))
