"""Documents and photographs of a project."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.records.services import receive_file
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.rounds.services.evidence import MOST_FILES, check_file
from ditan.domains.projects.models import Attachment, Project
from ditan.domains.projects.permissions import EDIT
from ditan.domains.projects.services.deeds import held, name_of, note

PHOTOS = ("jpg", "jpeg", "png")


@transaction.atomic
def add_file(*, user: Any, project: Project, version: int, name: str, data: bytes, text: str = "") -> Attachment:
    """Keep a file with the project; a picture is a photograph."""
    check_file(name, data)
    found = held(user, project, version, EDIT)
    if found.attachments.filter(removed_at=None).count() >= MOST_FILES:
        raise InvalidFields({"file": _("每个项目最多 %d 个附件；请先撤下不用的。") % MOST_FILES})
    is_photo = name.rpartition(".")[2].lower() in PHOTOS
    made = Attachment.objects.create(
        project=found,
        source=receive_file(name=name, data=data, user=user),
        kind=Attachment.Kind.PHOTO if is_photo else Attachment.Kind.DOCUMENT,
        note=text.strip()[:400],
        by_name=name_of(user),
    )
    note("file_added", user, found, after={"file": made.source.name}, text=made.source.name)
    return made


@transaction.atomic
def remove_file(*, user: Any, project: Project, version: int, pk: int) -> None:
    """Take a file down. It stays on record and is no longer offered."""
    found = held(user, project, version, EDIT)
    row = found.attachments.select_related("source").get(pk=pk, removed_at=None)
    row.removed_at, row.removed_by_name = timezone.now(), name_of(user)
    row.save(update_fields=["removed_at", "removed_by_name"])
    note("file_removed", user, found, before={"file": row.source.name}, text=row.source.name)
