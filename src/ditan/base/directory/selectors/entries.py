"""Dictionaries, parameters and the industry table."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from ditan.base.declaration import may
from ditan.base.directory.models import Dictionary, Industry, Parameter
from ditan.base.directory.permissions import DICTIONARIES


def dictionaries(user: Any, words: str = "") -> QuerySet[Dictionary]:
    """The dictionaries that a word finds, each with how many entries it has and how many of them are in use."""
    rows = Dictionary.objects.all() if may(user, DICTIONARIES) else Dictionary.objects.none()
    kept = _plain(words)
    if kept:
        rows = rows.filter(Q(name__contains=kept) | Q(key__contains=kept) | Q(entries__label__contains=kept)).distinct()
    used = Count("entries", filter=Q(entries__in_use=True), distinct=True)
    return rows.annotate(entry_count=Count("entries", distinct=True), used_count=used).order_by("key")


def get_dictionary(user: Any, pk: int) -> Dictionary:
    """One dictionary with its entries; `DoesNotExist` where the user may not keep them."""
    return dictionaries(user).prefetch_related("entries").get(pk=pk)


def parameters(user: Any, words: str = "") -> QuerySet[Parameter]:
    """The parameters that a word finds."""
    rows = Parameter.objects.all() if may(user, DICTIONARIES) else Parameter.objects.none()
    kept = _plain(words)
    if kept:
        rows = rows.filter(Q(name__contains=kept) | Q(key__contains=kept) | Q(note__contains=kept))
    return rows.order_by("key")


def industry_editions(user: Any) -> list[dict[str, Any]]:
    """The industry tables that were loaded, with their number of rows."""
    rows = Industry.objects.all() if may(user, DICTIONARIES) else Industry.objects.none()
    return [dict(each) for each in rows.order_by("edition").values("edition", "source").annotate(rows=Count("pk"))]


def industries(user: Any, edition: str, words: str = "") -> QuerySet[Industry]:
    """The rows of one edition, by a part of the name or the beginning of the code."""
    rows = Industry.objects.all() if may(user, DICTIONARIES) else Industry.objects.none()
    kept = _plain(words)
    if kept:
        rows = rows.filter(Q(name__contains=kept) | Q(code__startswith=kept))
    return rows.filter(edition=edition).order_by("code")


def _plain(words: str) -> str:
    return words.strip().replace("\x00", "")
