"""How a refusal of a selector or service is answered: gone things are 404, refusals are said in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect

from ditan.base.answers import P, View, safe_next
from ditan.base.audit.services import record_apart
from ditan.domains.plans.errors import NotAllowed, NotAvailable, PlanError
from ditan.domains.plans.permissions import VIEW, require


def answered(view: View[P]) -> View[P]:
    """A page: what does not exist is 404, what is not allowed 403; other refusals are the view's own affair.

    Who may not see plans sees none of these pages.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **options: P.kwargs) -> HttpResponseBase:
        try:
            require(request.user, VIEW)
            return view(request, *args, **options)
        except (ObjectDoesNotExist, NotAvailable) as error:
            raise Http404(str(error)) from error
        except NotAllowed as error:
            note_refusal(request, error)
            raise PermissionDenied(error.message) from error

    return cast("View[P]", answer)


def acting(back: Callable[..., str]) -> Callable[[View[P]], View[P]]:
    """A button: leads back to `back(**url parts)`, or to the page named by `next`, with a message where refused."""

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **options: P.kwargs) -> HttpResponseBase:
            _refuse_who_sees_no_plans(request)
            try:
                return view(request, *args, **options)
            except ObjectDoesNotExist as error:
                raise Http404(str(error)) from error
            except PlanError as error:
                note_refusal(request, error)
                messages.error(request, error.message)
                return HttpResponseRedirect(safe_next(request) or back(*args, **options))

        return cast("View[P]", answer)

    return wrap


def _refuse_who_sees_no_plans(request: HttpRequest) -> None:
    """A button leads back to a page that such a person may not open either: 403 says so at once."""
    try:
        require(request.user, VIEW)
    except NotAllowed as error:
        note_refusal(request, error)
        raise PermissionDenied(error.message) from error


def note_refusal(request: HttpRequest, error: PlanError) -> None:
    """Put a refusal into the platform's log: whoever asked, for what, and why not. Nothing else was written."""
    record_apart(
        act="plans.refused",
        user=request.user,
        target_kind="address",
        target_key=error.code,
        target_name=f"{request.method} {request.path}",
        detail=error.message,
    )


def errors_by_field(fields: Any, errors: dict[str, str]) -> dict[str, str]:
    """Messages without the field's own label before them: the form shows it already."""
    labels = {field.name: str(field.label) for field in fields}
    return {name: text.removeprefix(f"{labels.get(name, name)}：") for name, text in errors.items()}
