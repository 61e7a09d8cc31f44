"""Changing a region on its page, as somebody does who looks at the preview and agrees."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from ditan.base.directory.models import Region


def address(act: str, region: Region | None) -> str:
    return reverse(f"directory:region_{act}", args=[region.pk] if region else [])


def looked_at(client: Client, act: str, region: Region | None, **typed: Any) -> Any:
    """The answer that shows what would follow."""
    return client.post(address(act, region), typed)


def act(client: Client, what: str, region: Region | None, **typed: Any) -> Any:
    """Look, then agree to what was looked at."""
    seen = looked_at(client, what, region, **typed)
    assert seen.status_code == 200, seen.context["errors"]
    return client.post(address(what, region), {**typed, "seen": seen.context["seen"]})
