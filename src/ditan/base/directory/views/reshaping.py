"""Changes of regions in two steps: what would follow, then the act itself, exactly as it was looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.answers import answered
from ditan.base.asking import user_of
from ditan.base.directory import reshape_forms, selectors, services
from ditan.base.directory.errors import DirectoryRefused, InvalidFields, NotAllowed
from ditan.base.directory.models import Region
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.selectors.regions import standing_of
from ditan.base.directory.services.regions import parent_of

OTHERS = 5
"""So many more regions can be named for a merger; a field may hold several, separated by 、."""
PARTS = 6
"""So many regions can come out of a split in one go."""
Read = Callable[[QueryDict], reshape_forms.Intent]


@answered
def new(request: HttpRequest) -> HttpResponse:
    """A region that begins on a day."""
    require(request.user, MANAGE)
    user = user_of(request)
    return _in_two_steps(request, "new", None, lambda data: reshape_forms.founding(user, data))


@answered
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name from a day on."""
    return _of_region(request, pk, "rename", reshape_forms.renaming)


@answered
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another place in the tree from a day on."""
    return _of_region(request, pk, "move", reshape_forms.moving)


@answered
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """This region and others become one on a day."""
    return _of_region(request, pk, "merge", reshape_forms.merging)


@answered
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """This region becomes several on a day."""
    return _of_region(request, pk, "split", reshape_forms.splitting)


@answered
def abolish(request: HttpRequest, pk: int) -> HttpResponse:
    """This region ends on a day."""
    return _of_region(request, pk, "abolish", reshape_forms.abolishing)


def _of_region(
    request: HttpRequest, pk: int, act: str, read: Callable[[User, Region, QueryDict], reshape_forms.Intent]
) -> HttpResponse:
    require(request.user, MANAGE)
    user, found = user_of(request), selectors.get_region(request.user, pk)
    return _in_two_steps(request, act, found, lambda data: read(user, found, data))


def _in_two_steps(request: HttpRequest, act: str, found: Region | None, read: Read) -> HttpResponse:
    if request.method != "POST":
        return _form(request, act, found)
    try:
        intent = read(request.POST)
        seen = reshape_forms.fingerprint(request.POST)
        if request.POST.get("seen") != seen:
            services.rehearse(intent.do)
            return _form(request, act, found, follows=intent.follows, seen=seen)
        done = intent.do()
    except NotAllowed:
        raise
    except InvalidFields as error:
        return _form(request, act, found, errors=error.errors)
    except DirectoryRefused as error:
        return _form(request, act, found, errors={"": error.message})
    messages.success(request, _("已登记：%s") % intent.follows[0])
    return redirect("directory:region", pk=done.pk)


def _form(
    request: HttpRequest,
    act: str,
    found: Region | None,
    *,
    follows: tuple[str, ...] = (),
    seen: str = "",
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    data = request.POST
    context: dict[str, Any] = {
        "act": act,
        "found": found,
        "title": _title(act, found),
        "on": data.get("on", timezone.localdate().isoformat()),
        "document": data.get("document", ""),
        "code": data.get("code", ""),
        "name": data.get("name", ""),
        "parent": data.get("parent", request.GET.get("parent", "")),
        "others": _filled(data.getlist("others"), OTHERS),
        "overlaps": _filled(data.getlist("overlaps"), 3),
        "follows": follows,
        "seen": seen,
        "errors": errors or {},
        "fault": (errors or {}).get("", ""),
        "back": reverse("directory:region", args=[found.pk]) if found else reverse("directory:regions"),
    }
    if found is not None:
        context["above"] = parent_of(found)
    if act == "split" and found is not None:
        context |= _split(request, found)
    return render(request, "directory/region_change.html", context, status=422 if errors else 200)


def _split(request: HttpRequest, found: Region) -> dict[str, Any]:
    """The rows of new regions, and what hangs on the old one with the place that was chosen for it."""
    data, now = request.POST, standing_of(request.user, found)
    pairs = list(zip(data.getlist("code"), data.getlist("name"), strict=False))
    parts = pairs + [("", "")] * max(0, PARTS - len(pairs))
    return {
        "parts": parts,
        "choices": [(code.strip(), name.strip()) for code, name in pairs if code.strip()],
        "hanging": [(each, data.get(f"to-{each.pk}", "")) for each in (*now.lower, *now.across)],
        "units": now.organisations,
        "facilities": now.facilities,
        "units_to": data.get("units_to", ""),
    }


def _title(act: str, found: Region | None) -> str:
    words = {"name": found.name if found else ""}
    return {
        "new": _("新增区划"),
        "rename": _("“%(name)s”更名") % words,
        "move": _("“%(name)s”变更隶属") % words,
        "merge": _("“%(name)s”与其他区划合并") % words,
        "split": _("拆分“%(name)s”") % words,
        "abolish": _("撤销“%(name)s”") % words,
    }[act]


def _filled(values: list[str], least: int) -> list[str]:
    return values + [""] * max(0, least - len(values))
