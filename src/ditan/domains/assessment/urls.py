"""Addresses of assessments, below `assessment/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.assessment.views import arranging, assessments, cells, participants, rubrics

app_name = "assessment"

urlpatterns = [
    path("", assessments.listing, name="list"),
    path("new/", arranging.new, name="new"),
    path("<int:pk>/", assessments.page, name="assessment"),
    path("<int:pk>/step/", arranging.step, name="step"),
    path("<int:pk>/ranking/", assessments.ranked, name="ranking"),
    path("<int:pk>/result/", assessments.result, name="result"),
    path("<int:pk>/recompute/", assessments.recompute_, name="recompute"),
    path("<int:pk>/export/", assessments.export, name="export"),
    path("<int:pk>/document/", assessments.document, name="document"),
    path("of/<int:pk>/", participants.page, name="participant"),
    path("of/<int:pk>/scores/", participants.scores, name="scores"),
    path("of/<int:pk>/feed/", participants.feed_, name="feed"),
    path("of/<int:pk>/hand-in/", participants.hand_in_, name="hand_in"),
    path("of/<int:pk>/hand-back/", participants.hand_back_, name="hand_back"),
    path("of/<int:pk>/accept/", participants.accept, name="accept"),
    path("lines/<int:pk>/", cells.page, name="cell"),
    path("lines/<int:pk>/remark/", cells.remark_, name="remark"),
    path("lines/<int:pk>/appeal/", cells.appeal_, name="appeal"),
    path("lines/<int:pk>/files/", cells.evidence, name="evidence"),
    path("lines/<int:pk>/files/<int:file>/", cells.evidence_file, name="evidence_file"),
    path("lines/<int:pk>/files/<int:file>/remove/", cells.evidence_remove, name="evidence_remove"),
    path("appeals/<int:pk>/answer/", cells.answer_, name="answer"),
    path("rubrics/", rubrics.listing, name="rubrics"),
    path("rubrics/new/", rubrics.new, name="rubric_new"),
    path("rubrics/<int:pk>/", rubrics.page, name="rubric"),
    path("rubrics/<int:pk>/edit/", rubrics.edit, name="rubric_edit"),
    path("rubrics/<int:pk>/line/", rubrics.line, name="rubric_line"),
    path("rubrics/<int:pk>/line/drop/", rubrics.drop, name="rubric_drop"),
    path("rubrics/<int:pk>/issue/", rubrics.issue_, name="rubric_issue"),
    path("rubrics/<int:pk>/revise/", rubrics.revise_, name="rubric_revise"),
    path("versions/<int:pk>/", rubrics.version, name="rubric_version"),
]
