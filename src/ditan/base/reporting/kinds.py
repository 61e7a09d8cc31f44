"""Which function produces which kind of download."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

from ditan.base.declaration import DownloadKind, domains

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from ditan.base.workflow.jobs import Report

Produce = Callable[["User", dict[str, Any], Path, "Report"], int]


class UnknownDownload(LookupError):
    """No domain declares this kind of download."""


def kind_named(name: str) -> DownloadKind:
    """The declared kind."""
    known = {kind.name: kind for domain in domains() for kind in domain.downloads}
    if name not in known:
        found = ", ".join(sorted(known)) or "none"
        raise UnknownDownload(f"no domain declares the download {name!r}; declared: {found}")
    return known[name]


def ending_of(name: str) -> str:
    """The ending of the files of a kind. One that nobody declares any more made workbooks, as all did once."""
    try:
        return kind_named(name).form
    except UnknownDownload:
        return "xlsx"


def producer_of(kind: DownloadKind) -> Produce:
    """The function that writes the file and gives the number of its rows."""
    return import_string(kind.produce)  # type: ignore[no-any-return]
