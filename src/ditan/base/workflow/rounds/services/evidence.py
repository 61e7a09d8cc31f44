"""Files that bear out a submission."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.records.services import receive_file
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.models import Assignment, Cell, Evidence
from ditan.base.workflow.rounds.permissions import FILL, require
from ditan.base.workflow.rounds.services.deeds import name_of, note_assignment
from ditan.base.workflow.rounds.services.filling import open_submission

MOST_BYTES = 30_000_000
MOST_FILES = 50

KINDS = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "xlsx": (b"PK\x03\x04",),
    "docx": (b"PK\x03\x04",),
    "ofd": (b"PK\x03\x04",),
    "zip": (b"PK\x03\x04",),
    "xls": (b"\xd0\xcf\x11\xe0",),
    "doc": (b"\xd0\xcf\x11\xe0",),
}
"""Endings that are taken, and how such a file begins."""


def check_file(name: str, data: bytes) -> None:
    """Refuse what is empty, too large, of a kind that is not taken, or not what its name says."""
    if not data:
        raise InvalidFields({"file": _("“%s”是空文件（0 字节）；请重新选择。") % name})
    if len(data) > MOST_BYTES:
        raise InvalidFields({"file": too_large(name, len(data))})
    ending = name.rpartition(".")[2].lower()
    if ending not in KINDS:
        raise InvalidFields(
            {
                "file": _("不接受“%(name)s”；佐证材料可为 %(kinds)s。")
                % {
                    "name": name,
                    "kinds": "、".join(sorted(KINDS)),
                }
            }
        )
    if not data.startswith(KINDS[ending]):
        raise InvalidFields(
            {
                "file": _("“%(name)s”的内容不是 %(kind)s 文件；请用原程序另存后再上传。")
                % {
                    "name": name,
                    "kind": ending,
                }
            }
        )


def too_large(name: str, size: int) -> str:
    """The words for a file that is too large, known before it is read."""
    return _("“%(name)s”有 %(found)d MB，最多 %(most)d MB；请压缩或分成几个文件。") % {
        "name": name,
        "found": size // 1_000_000,
        "most": MOST_BYTES // 1_000_000,
    }


def add_evidence(
    *, user: Any, assignment: Assignment, name: str, data: bytes, asked: int | None = None, note: str = ""
) -> Evidence:
    """Keep a file with the submission, or with one of its cells."""
    require(user, FILL)
    check_file(name, data)
    with transaction.atomic():
        submission = open_submission(user, assignment)
        if submission.evidence.filter(removed_at=None).count() >= MOST_FILES:
            raise InvalidFields({"file": _("每份填报表最多 %d 个佐证文件；请先撤下不用的。") % MOST_FILES})
        cell = Cell.objects.get(submission=submission, asked=asked) if asked else None
        made = Evidence.objects.create(
            submission=submission,
            cell=cell,
            source=receive_file(name=name, data=data, user=user),
            note=note.strip()[:400],
            by_name=name_of(user),
        )
        note_assignment("evidence_added", user, assignment, after={"file": made.source.name})
    return made


@transaction.atomic
def remove_evidence(*, user: Any, assignment: Assignment, pk: int) -> None:
    """Take a file back. It stays on record and is no longer offered."""
    require(user, FILL)
    submission = open_submission(user, assignment)
    found = submission.evidence.select_related("source").get(pk=pk, removed_at=None)
    found.removed_at, found.removed_by_name = timezone.now(), name_of(user)
    found.save(update_fields=["removed_at", "removed_by_name"])
    note_assignment("evidence_removed", user, assignment, before={"file": found.source.name})
