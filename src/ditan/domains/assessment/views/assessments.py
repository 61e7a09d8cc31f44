"""All assessments; one as a grid of organisations and lines; its ranking; its frozen result."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import wants_part
from ditan.base.paging import paged
from ditan.core.machines import ASSESSMENT
from ditan.domains.assessment import forms
from ditan.domains.assessment.document import export_document
from ditan.domains.assessment.export import export_assessment
from ditan.domains.assessment.models import Assessment, Snapshot
from ditan.domains.assessment.permissions import EXPORT, RANK, VIEW, may, require
from ditan.domains.assessment.rules import rules_of
from ditan.domains.assessment.selectors.assessments import (
    appeals_of,
    get_assessment,
    grid,
    list_assessments,
    steps_of,
    summary,
)
from ditan.domains.assessment.selectors.ranking import ranking
from ditan.domains.assessment.selectors.scope import manages, sees_all, visible_participants
from ditan.domains.assessment.services import possible_steps, recompute

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WAY = ("self_scoring", "review", "final", "appeal", "closed")


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """Assessments that match the search, the newest first."""
    require(request.user, VIEW)
    filters = forms.assessment_filters(request.GET)
    context = {
        "rows": paged(request, list_assessments(request.user, filters)),
        "may_manage": manages(request.user),
        "here": reverse("assessment:list"),
    }
    if wants_part(request):
        return render(request, "assessment/_list_body.html", context)
    context["controls"] = forms.assessment_controls(filters)
    return render(request, "assessment/list.html", context)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One assessment: the grid for whom sees several, else the one sheet."""
    require(request.user, VIEW)
    found = get_assessment(request.user, pk)
    seen = visible_participants(request.user).filter(assessment=found)
    if not sees_all(request.user):
        first = list(seen.values_list("pk", flat=True)[:2])
        if len(first) == 1:
            return redirect("assessment:participant", pk=first[0])
    whole = sees_all(request.user) or found.is_published
    context = {
        "assessment": found,
        "grid": grid(request.user, found) if whole else None,
        "participants": seen.order_by("position", "pk"),
        "summary": summary(request.user, found),
        "way": way_of(found),
        "steps": possible_steps(request.user, found),
        "history": steps_of(request.user, found)[:50],
        "appeals": appeals_of(request.user, found),
        "may_rank": may(request.user, RANK),
        "may_export": may(request.user, EXPORT),
        "rubric": rules_of(found),
        "today": timezone.localdate(),
    }
    return render(request, "assessment/assessment.html", context)


def way_of(assessment: Assessment) -> list[dict[str, str]]:
    """The stages from the first to the last, with which are done."""
    now = WAY.index(assessment.state) if assessment.state in WAY else -1
    found = []
    for index, state in enumerate(WAY):
        place = "done" if index < now or assessment.state == "closed" else "now" if index == now else "later"
        found.append({"label": ASSESSMENT.label(state), "place": place})
    return found


@require_GET
@answered
def ranked(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking with its second opinions and their working, for whom sees everybody."""
    require(request.user, RANK)
    found = get_assessment(request.user, pk)
    context = {"assessment": found, "ranking": ranking(request.user, found)}
    return render(request, "assessment/ranking.html", context)


@require_GET
@answered
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What was frozen."""
    require(request.user, VIEW)
    found = get_assessment(request.user, pk)
    snapshot = Snapshot.objects.get(assessment=found)
    content = snapshot.content
    keys = {
        str(key) for key in visible_participants(request.user).filter(assessment=found).values_list("pk", flat=True)
    }
    names = content["about"]["organisations"]
    lines = {line["code"]: line for line in content["rubric"]["lines"]}
    rows = [
        {
            "name": names[key]["name"],
            "pk": key,
            "lines": [(lines[line["code"]], line) for line in each["lines"]],
            **{k: each[k] for k in ("total", "grade", "place", "tied", "vetoed_by")},
        }
        for key, each in content["results"]["sheets"].items()
        if key in keys
    ]
    rows.sort(key=lambda row: (row["place"] is None, row["place"]))
    context = {
        "assessment": found,
        "snapshot": snapshot,
        "about": content["about"],
        "rows": rows,
        "of": len(names),
        "lines": list(lines.values()),
    }
    return render(request, "assessment/result.html", context)


@require_POST
@acting("assessment:list")
def recompute_(request: HttpRequest, pk: int) -> HttpResponse:
    """Compute the frozen result again from what was frozen, and say whether every digit is the same."""
    found = get_assessment(request.user, pk)
    differences = recompute(request.user, found)
    if differences:
        for each in differences[:5]:
            messages.error(request, each)
    else:
        messages.success(request, _("已按定稿中的规则和数据重算，各单位各项得分、总分、名次逐位一致，摘要相符。"))
    return redirect("assessment:result", pk=pk)


@require_GET
@acting("assessment:list")
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The assessment as docx."""
    found = get_assessment(request.user, pk)
    name = f"{found.title}-{timezone.localtime():%Y%m%d-%H%M}.docx"
    return attachment(export_document(request.user, found), name, DOCX)


@require_GET
@acting("assessment:list")
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid as a workbook."""
    found = get_assessment(request.user, pk)
    return attachment(export_assessment(request.user, found), f"{found.title}-{timezone.localtime():%Y%m%d-%H%M}.xlsx")
