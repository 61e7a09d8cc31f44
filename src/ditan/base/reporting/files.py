"""Where downloads lie: under a name that nobody guesses, in a folder that no web server serves."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from ditan.base.answers import CONTENT_TYPES, XLSX
from ditan.base.reporting.kinds import ending_of
from ditan.base.reporting.models import Download


def path_of(download: Download) -> Path:
    """The file of a download. The name is made here and never comes from a person."""
    return Path(settings.DOWNLOAD_DIR) / f"{download.token}.{ending_of(download.kind)}"


def content_type_of(download: Download) -> str:
    """What the browser is told the file is."""
    return CONTENT_TYPES.get(ending_of(download.kind), XLSX)


def part_of(download: Download) -> Path:
    """The file while it is being written."""
    return Path(settings.DOWNLOAD_DIR) / f".{download.token}.part"


def remove(download: Download) -> None:
    """Forget the file, whole or not."""
    path_of(download).unlink(missing_ok=True)
    part_of(download).unlink(missing_ok=True)
