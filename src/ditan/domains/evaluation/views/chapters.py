"""A chapter: what the machine writes of it, what people write in it, and all that they wrote before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import typed
from ditan.base.refusal import Refusal
from ditan.base.reporting.documents import Document, Section, arrange
from ditan.domains.evaluation.composing import SOURCES
from ditan.domains.evaluation.forms import version_of
from ditan.domains.evaluation.models import Chapter
from ditan.domains.evaluation.permissions import EDIT, require
from ditan.domains.evaluation.selectors.evaluations import facts_now, get_evaluation, suggestion, texts_of
from ditan.domains.evaluation.services import leave_out, move_chapter, take_in, write_chapter


@answered
def edit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Write; what could not be saved stays in the field."""
    require(request.user, EDIT)
    chapter = _chapter(request, pk, code)
    if request.method != "POST":
        return _form(request, chapter)
    text = typed(request, "text")
    try:
        made = write_chapter(user=request.user, pk=pk, version=version_of(request.POST), code=code, text=text)
    except Refusal as refused:
        if refused.status == 403:
            raise
        return _form(request, _chapter(request, pk, code), text, refused)
    if made is None:
        messages.info(request, _("“%s”的文字没有变化。") % chapter.title)
    else:
        told = {"title": chapter.title, "version": made.version}
        messages.success(request, _("已保存“%(title)s”第 %(version)d 版文字。") % told)
    return redirect("evaluation:evaluation", pk=pk)


def _form(
    request: HttpRequest, chapter: Chapter, text: str | None = None, refused: Refusal | None = None
) -> HttpResponse:
    texts = list(texts_of(chapter)[:20])
    facts = facts_now(request.user, chapter.evaluation)
    suggested = "" if texts else suggestion(facts, chapter)
    current = texts[0].text if texts else ""
    write = SOURCES.get(chapter.template.source)
    blocks = list(write(facts)) if write is not None else []
    shown = Document(title="", date=timezone.localdate(), sections=(Section("", blocks),))
    context = {
        "evaluation": chapter.evaluation,
        "chapter": chapter,
        "template": chapter.template,
        "text": text if text is not None else current or suggested,
        "suggested": bool(suggested) and text is None,
        "texts": texts,
        "current": current if refused is not None and current != text else "",
        "refused": refused.message if refused is not None else "",
        "document": arrange(shown) if blocks else None,
    }
    return render(request, "evaluation/chapter.html", context, status=refused.status if refused is not None else 200)


@require_POST
@acting("evaluation:list")
def move(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One place up or down."""
    up = typed(request, "to") != "down"
    move_chapter(user=request.user, pk=pk, version=version_of(request.POST), code=code, up=up)
    return redirect("evaluation:evaluation", pk=pk)


@require_POST
@acting("evaluation:list")
def leave_out_(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Leave it out, with the reason."""
    version, reason = version_of(request.POST), typed(request, "reason")
    chapter = leave_out(user=request.user, pk=pk, version=version, code=code, reason=reason)
    messages.success(request, _("“%s”不列入报告，理由已附在报告中。") % chapter.title)
    return redirect("evaluation:evaluation", pk=pk)


@require_POST
@acting("evaluation:list")
def take_in_(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take it in again."""
    chapter = take_in(user=request.user, pk=pk, version=version_of(request.POST), code=code)
    messages.success(request, _("“%s”已列入报告。") % chapter.title)
    return redirect("evaluation:evaluation", pk=pk)


def _chapter(request: HttpRequest, pk: int, code: str) -> Chapter:
    found = get_evaluation(request.user, pk, EDIT)
    chapter: Chapter = found.chapters.get(code=code)
    chapter.evaluation = found
    return chapter
