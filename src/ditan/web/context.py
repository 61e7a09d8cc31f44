"""What the frame of every page needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from ditan.base.declaration import menu_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """The menu of this user, the district that this installation serves, and whether it is a trial."""
    user = getattr(request, "user", None)
    return {
        "menu": SimpleLazyObject(lambda: menu(user, request.path)),
        "district_name": getattr(settings, "DISTRICT_NAME", ""),
        "trial_mode": settings.TRIAL_MODE,
    }


def menu(user: Any, here: str) -> list[dict[str, Any]]:
    """Groups of menu entries. The entry whose address is the longest beginning of this page's address is current."""
    groups = [
        {
            "label": domain.label,
            "entries": [
                {
                    "label": entry.label,
                    "icon": entry.icon or "dot",
                    "url": reverse(entry.url_name),
                    "badge": import_string(entry.badge)(user) if entry.badge else 0,
                }
                for entry in entries
            ],
        }
        for domain, entries in menu_for(user)
    ]
    every = [entry for group in groups for entry in group["entries"]]
    matching = [entry for entry in every if here.startswith(entry["url"])]
    for entry in every:
        entry["current"] = bool(matching) and entry is max(matching, key=lambda each: len(each["url"]))
    return groups
