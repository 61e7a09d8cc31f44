"""Addresses of the plan library, below `plans/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.views import (
    bindings,
    board,
    comparison,
    decomposition,
    departments,
    examples,
    exchange,
    findings,
    items,
    library,
    lists,
    plan,
    regions,
    review,
    tracked,
    uploads,
)

app_name = "plans"

urlpatterns = [
    path("", library.library, name="library"),
    path("upload/", uploads.upload, name="upload"),
    path("examples/load/", examples.load, name="examples_load"),
    path("examples/confirm/", examples.confirm, name="examples_confirm"),
    path("readings/<int:pk>/", uploads.reading, name="reading"),
    path("readings/<int:pk>/progress/", uploads.progress, name="progress"),
    path("uploads/<int:pk>/file/", uploads.file, name="upload_file"),
    path("uploads/<int:pk>/retry/", uploads.retry, name="upload_retry"),
    path("uploads/<int:pk>/delete/", uploads.delete, name="upload_delete"),
    path("<int:pk>/", plan.page, name="plan"),
    path("<int:pk>/edit/", plan.edit, name="plan_edit"),
    path("<int:pk>/reread/", plan.reread, name="plan_reread"),
    path("<int:pk>/supersede/", plan.supersede, name="plan_supersede"),
    path("<int:pk>/separate/", plan.separate, name="plan_separate"),
    path("<int:pk>/changes/", plan.changes, name="plan_changes"),
    path("<int:pk>/file/", plan.file, name="plan_file"),
    path("<int:pk>/review/", review.desk, name="review"),
    path("<int:pk>/review/bulk/", review.bulk, name="review_bulk"),
    path("<int:pk>/review/add/", review.add, name="review_add"),
    path("review/<str:kind>/<int:pk>/", review.card, name="review_card"),
    path("review/<str:kind>/<int:pk>/decide/", review.decide, name="review_decide"),
    path("review/<str:kind>/<int:pk>/edit/", review.edit, name="review_edit"),
    path("items/<str:kind>/<int:pk>/", items.detail, name="item"),
    path("board/", board.board, name="board"),
    path("board/file/", board.file, name="board_file"),
    path("handed-down/", board.handed_down, name="handed_down"),
    path("board/<int:pk>/", tracked.target, name="tracked"),
    path("board/<int:pk>/data.xlsx", tracked.data, {"form": "xlsx"}, name="tracked_xlsx"),
    path("board/<int:pk>/data.csv", tracked.data, {"form": "csv"}, name="tracked_csv"),
    path("handed-down/<int:pk>/", tracked.handing, name="hand_down"),
    path("board/<int:pk>/assess/", tracked.assessment, name="target_assess"),
    path("board/<int:pk>/convention/", tracked.convention, name="target_convention"),
    path("bindings/", bindings.index, name="bindings"),
    path("bindings/bulk/", bindings.bulk, name="bindings_bulk"),
    path("bindings/<int:pk>/", bindings.choose, name="binding"),
    path("bindings/<int:pk>/decide/", bindings.decide, name="binding_decide"),
    path("contradictions/", findings.contradictions, name="contradictions"),
    path("contradictions/<int:pk>/judge/", findings.judge, name="finding_judge"),
    path("comparison/regions/", comparison.regions, name="compare_regions"),
    path("comparison/regions/file/", comparison.regions_file, name="compare_regions_file"),
    path("comparison/plans/", comparison.plans, name="compare_plans"),
    path("comparison/plans/file/", comparison.plans_file, name="compare_plans_file"),
    path("decomposition/", decomposition.index, name="decompositions"),
    path("decomposition/<int:pk>/", decomposition.page, name="decomposition"),
    path("decomposition/<int:pk>/act/", decomposition.act, name="decomposition_act"),
    path("decomposition/<int:pk>/file/", decomposition.file, name="decomposition_file"),
    path("departments/", departments.index, name="departments"),
    path("departments/<path:name>/", departments.page, name="department"),
    path("regions/", regions.index, name="regions"),
    path("regions/<path:code>/", regions.page, name="region"),
]
for kind in KINDS.values():
    urlpatterns += [
        path(f"{kind.plural}/", lists.listing, {"kind": kind.name}, name=kind.plural),
        path(f"{kind.plural}/export/", exchange.export, {"kind": kind.name}, name=f"{kind.plural}_export"),
        path(
            f"{kind.plural}/export/picked/",
            exchange.export_picked,
            {"kind": kind.name},
            name=f"{kind.plural}_export_picked",
        ),
        path(f"{kind.plural}/import/", exchange.import_, {"kind": kind.name}, name=f"{kind.plural}_import"),
        path(f"{kind.plural}/template/", exchange.blank, {"kind": kind.name}, name=f"{kind.plural}_template"),
    ]
