"""Chapters: written, moved, left out with a reason, taken in again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.domains.evaluation.errors import WrongState
from ditan.domains.evaluation.models import Chapter, Evaluation, Prose
from ditan.domains.evaluation.services.held import account_of, hold, name_of, note

MOST_LETTERS = 20_000
LONGEST_REASON = 400


@transaction.atomic
def write_chapter(*, user: Any, pk: int, version: int, code: str, text: str) -> Prose | None:
    """What people say in a chapter, as a version of its own. None where it says what stood there already."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > MOST_LETTERS:
        told = {"most": MOST_LETTERS, "found": len(text)}
        raise InvalidFields({"text": _("一章最多 %(most)d 字，现为 %(found)d 字；请精简或移入附件。") % told})
    held, chapter = _chapter(user, pk, version, code)
    if chapter.template.prose == "none":
        raise WrongState(_("“%s”由平台按数据生成，没有供撰写的文字。") % chapter.title)
    latest = Prose.objects.filter(chapter=chapter).order_by("-version").first()
    if (latest.text if latest is not None else "") == text:
        return None
    made = Prose.objects.create(
        chapter=chapter,
        version=latest.version + 1 if latest is not None else 1,
        text=text,
        by_id=account_of(user),
        by_name=name_of(user),
        at=timezone.now(),
    )
    note("chapter_written", user, held, after={"chapter": chapter.title, "version": made.version, "letters": len(text)})
    return made


@transaction.atomic
def move_chapter(*, user: Any, pk: int, version: int, code: str, up: bool) -> Evaluation:
    """One place up or down; at the end it stays where it is."""
    held, chapter = _chapter(user, pk, version, code)
    order = list(held.chapters.order_by("position", "pk"))
    place = order.index(chapter)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        for position, each in enumerate(order, 1):
            each.position = position
        Chapter.objects.bulk_update(order, ["position"])
        note("chapter_moved", user, held, after={"chapter": chapter.title, "position": other + 1})
    return held


@transaction.atomic
def leave_out(*, user: Any, pk: int, version: int, code: str, reason: str) -> Chapter:
    """A chapter that the report goes without; the report says so, with the reason."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise InvalidFields({"reason": _("请写明不列入该章的理由，1—%d 字。") % LONGEST_REASON})
    held, chapter = _chapter(user, pk, version, code)
    chapter.left_out = reason
    chapter.save(update_fields=["left_out"])
    note("chapter_left_out", user, held, after={"chapter": chapter.title}, detail=reason)
    return chapter


@transaction.atomic
def take_in(*, user: Any, pk: int, version: int, code: str) -> Chapter:
    """A chapter that was left out stands in the report again."""
    held, chapter = _chapter(user, pk, version, code)
    before, chapter.left_out = chapter.left_out, ""
    chapter.save(update_fields=["left_out"])
    note("chapter_taken_in", user, held, before={"left_out": before}, after={"chapter": chapter.title})
    return chapter


def _chapter(user: Any, pk: int, version: int, code: str) -> tuple[Evaluation, Chapter]:
    held = hold(user, pk, version)
    chapter = held.chapters.get(code=code)
    chapter.evaluation = held
    return held, chapter
