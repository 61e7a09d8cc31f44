"""All writes to sources and subjects."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ditan.base.audit.services import record
from ditan.base.records import files
from ditan.base.records.models import Source, SourceState, SourceText, Subject


def receive_file(*, name: str, data: bytes, user: AbstractBaseUser | None) -> Source:
    """Keep a file as it was handed in. Nothing is read from it yet."""
    source = Source(
        name=clean_name(name),
        sha256=files.hash_of(data),
        size=len(data),
        uploaded_by_id=getattr(user, "pk", None),
        uploaded_by_name=user.get_username() if user is not None else "",
    )
    files.store(data, source.stored_path)
    with transaction.atomic():
        source.save()
        told = {"sha256": source.sha256, "size": source.size}
        record(act="records.source_received", user=user, after=told, **_target(source))
    return source


def _target(source: Source) -> dict[str, Any]:
    """What the log calls this source."""
    return {"target_kind": "records.source", "target_key": source.pk, "target_name": source.name}


def clean_name(name: str) -> str:
    """The last part of a file name, without characters that a path or a database refuses; its ending survives.

    >>> clean_name("../../etc/铜梁.txt")
    '铜梁.txt'
    """
    last = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "", re.split(r"[\\/]", name)[-1]).strip() or "未命名"
    if len(last) <= 200:
        return last
    stem, dot, ending = last.rpartition(".")
    return f"{stem[:180]}{dot}{ending}" if dot and len(ending) <= 10 else last[:200]


@transaction.atomic
def mark_readable(*, source: Source, text: str, encoding: str, format: str) -> Source:
    """Store the decoded text of a source; a later reading of the same bytes replaces it."""
    source.state, source.error, source.error_code = SourceState.READABLE, "", ""
    source.encoding, source.format = encoding[:32], format[:16]
    source.save()
    source.decoded, _made = SourceText.objects.update_or_create(source=source, defaults={"text": storable(text)})
    return source


def mark_unreadable(*, source: Source, code: str, message: str) -> Source:
    """Say why a source cannot be read. The file stays, so that anybody can look at it."""
    source.state, source.error_code, source.error = SourceState.UNREADABLE, code[:64], message
    source.save(update_fields=["state", "error_code", "error"])
    return source


def storable(text: str) -> str:
    """The text with each character that no database takes (NUL, lone surrogates) replaced by one mark.

    Positions stay as they are, so that spans still hold.
    """
    return re.sub(r"[\x00\ud800-\udfff]", "\ufffd", text)


@transaction.atomic
def forget_source(*, source: Source, user: AbstractBaseUser | None = None) -> None:
    """Delete a source and, where no other source has the same bytes, its file."""
    path, digest = source.stored_path, source.sha256
    told = {"sha256": digest, "size": source.size}
    record(act="records.source_forgotten", user=user, before=told, **_target(source))
    source.delete()
    if not Source.objects.filter(sha256=digest).exists():
        transaction.on_commit(lambda: files.remove(path))


def name_subject(*, kind: Subject.Kind, code: str, name: str) -> Subject:
    """The subject of that code, made where it is new. A known subject keeps its name."""
    subject, _made = Subject.objects.get_or_create(kind=kind, code=code[:64], defaults={"name": name[:200]})
    return subject
