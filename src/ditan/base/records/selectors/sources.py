"""Reads of sources that every domain shares. Who may see a source is said by the domain that took it in."""

from __future__ import annotations

from ditan.base.records import files
from ditan.base.records.models import Source, SourceText


def text_of(source: Source) -> str:
    """The decoded text of a source, empty where it has not been read."""
    stored = SourceText.objects.filter(pk=source.pk).values_list("text", flat=True).first()
    return stored or ""


def bytes_of(source: Source) -> bytes:
    """The file as it was handed in."""
    return files.load(source.stored_path)


def same_bytes(digest: str) -> list[Source]:
    """Sources with these bytes, oldest first."""
    return list(Source.objects.filter(sha256=digest).order_by("pk"))
