"""Reads of evaluations: the list, one with its chapters, the document that it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.reporting.documents import Document
from ditan.base.reporting.documents.storing import digest, restored
from ditan.base.searching import holding
from ditan.domains.evaluation.composing import DRAFTS
from ditan.domains.evaluation.composing.assembling import ChapterText, Cover, document_of
from ditan.domains.evaluation.errors import WrongState
from ditan.domains.evaluation.facts import Facts
from ditan.domains.evaluation.gathering import gather
from ditan.domains.evaluation.models import Chapter, Evaluation, Prose
from ditan.domains.evaluation.permissions import VIEW
from ditan.domains.evaluation.selectors.scope import require_whole, visible_evaluations


@dataclass(frozen=True, slots=True)
class EvaluationFilters:
    """What the list is asked for."""

    q: str = ""
    kind: str = ""
    state: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """A chapter on the screen: what the template says, what people wrote last, and whether something is missing."""

    chapter: Chapter
    latest: Prose | None
    missing: bool

    @property
    def text(self) -> str:
        return self.latest.text if self.latest is not None else ""

    @property
    def written(self) -> bool:
        return bool(self.text.strip())


def list_evaluations(user: Any, filters: EvaluationFilters | None = None) -> QuerySet[Evaluation]:
    """Evaluations that match, the newest year first."""
    asked = filters or EvaluationFilters()
    rows = visible_evaluations(user)
    for word in asked.q.split():
        rows = rows.filter(holding(word, "title", "plan__title", "issuer"))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.year is not None:
        rows = rows.filter(year=asked.year)
    return rows.order_by("-year", "-pk")


def get_evaluation(user: Any, pk: int, permission: str = VIEW) -> Evaluation:
    """One evaluation; `Evaluation.DoesNotExist` where the user does not reach it."""
    return visible_evaluations(user, permission).get(pk=pk)


def chapter_lines(evaluation: Evaluation) -> tuple[ChapterLine, ...]:
    """The chapters in their order, each with its last text. Two queries."""
    last = Prose.objects.filter(chapter=OuterRef("pk")).order_by("-version").values("pk")[:1]
    chapters = list(evaluation.chapters.annotate(last_text=Subquery(last)).order_by("position", "pk"))
    texts = Prose.objects.in_bulk([key for each in chapters if (key := getattr(each, "last_text", None))])
    lines = []
    for chapter in chapters:
        chapter.evaluation = evaluation
        latest = texts.get(getattr(chapter, "last_text", None) or 0)
        text = chapter_text(chapter, latest)
        lines.append(ChapterLine(chapter, latest, text.is_missing))
    return tuple(lines)


def chapter_text(chapter: Chapter, latest: Prose | None) -> ChapterText:
    """The chapter as it is composed."""
    template = chapter.template
    return ChapterText(
        title=chapter.title,
        source=template.source,
        landscape=template.landscape,
        required=template.prose == "required",
        text=latest.text if latest is not None else "",
        written_by=latest.by_name if latest is not None else "",
        written_on=timezone.localdate(latest.at) if latest is not None else None,
        left_out=chapter.left_out,
    )


def texts_of(chapter: Chapter) -> QuerySet[Prose]:
    """All versions of what people wrote, the newest first."""
    return Prose.objects.filter(chapter=chapter).order_by("-version")


def document_now(user: Any, evaluation: Evaluation) -> Document:
    """The evaluation as it stands: a final one as it was frozen, a draft composed from the data of now."""
    if not evaluation.is_draft:
        return frozen(evaluation)
    return composed(evaluation, facts_now(user, evaluation), chapter_lines(evaluation))


def facts_now(user: Any, evaluation: Evaluation) -> Facts:
    """The facts of a draft; refused to whoever does not reach all of them."""
    require_whole(user)
    return gather(user, evaluation.plan, evaluation.day)


def composed(evaluation: Evaluation, facts: Facts, lines: Sequence[ChapterLine], *, final: bool = False) -> Document:
    """The document of an evaluation, from facts and chapters."""
    cover = Cover(
        title=evaluation.title,
        date=timezone.localdate(),
        issuer=evaluation.issuer,
        number=evaluation.number,
        is_draft=not final,
    )
    return document_of(cover, [chapter_text(each.chapter, each.latest) for each in lines], facts)


def frozen(evaluation: Evaluation) -> Document:
    """The document as it was frozen; refused where what is stored is no longer what was."""
    kept = evaluation.snapshot
    if digest({"document": kept.document, "facts": kept.facts}) != kept.digest:
        raise WrongState(
            _("“%s”的定稿快照与其摘要不符，可能被改动；请联系审计管理员核查，勿对外使用。") % evaluation.title
        )
    return restored(kept.document)


def suggestion(facts: Facts, chapter: Chapter) -> str:
    """What a person may begin with; "" where the machine has nothing to say."""
    draft = DRAFTS.get(chapter.template.source)
    return draft(facts) if draft is not None else ""
