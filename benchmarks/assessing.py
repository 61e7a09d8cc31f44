"""Measure an assessment, for `benchmarks.movement`: it fills the database with people and organisations before."""

from __future__ import annotations

from typing import Any


def assess(scale: int, timed: Any, visited: Any, most: float) -> list[str]:
    """An assessment of fifty organisations by thirty lines: the grid, one sheet, the ranking, closing it, computing again."""
    from decimal import Decimal

    from django.contrib.auth.models import User
    from django.test import Client

    from ditan.base.directory.models import Organisation
    from ditan.domains.assessment import services
    from ditan.domains.assessment.models import Assessment, Cell

    lines = max(3, 30 // scale)
    office, leader = User.objects.get(username="统筹甲"), User.objects.get(username="区长")
    rubric = services.begin(user=office, name="细则", basis="测量用")
    for number in range(lines):
        points = str(Decimal(100) - 3 * (lines - 1)) if number == 0 else "3"
        line = services.LineDraft(str(number), f"第{number}项考核内容", points, "rate", group=f"第{number // 6}组")
        rubric = services.save_line(user=office, rubric=rubric, version=rubric.version, draft=line)
    issued = services.issue(user=office, rubric=rubric, version=rubric.version)
    places = list(Organisation.objects.order_by("pk")[:50])
    with timed(f"begun: {len(places)} organisations × {lines} lines"):
        made = services.begin_assessment(
            user=office, title="年度考核", year=2026, rubric_version=issued, organisations=places
        )
    with timed("all scored"):
        rows = list(Cell.objects.filter(participant__assessment=made).order_by("pk"))
        line_of = {line["code"]: Decimal(line["points"]) for line in issued.content["lines"]}
        for number, cell in enumerate(rows):
            completion = 60 + number * 7 % 41
            cell.inputs = {"completion": str(completion)}
            cell.points = cell.self_points = line_of[cell.line] * completion / 100
            cell.met, cell.missing = completion >= 100, []
        Cell.objects.bulk_update(rows, ["inputs", "points", "self_points", "met", "missing"], batch_size=200)
    step(made, "start_review", office, "测量")
    with timed("reviewed, final, shown"):
        for each in made.participants.select_related("assessment__rubric_version"):
            services.accept_rest(user=office, participant=each)
        for name in ("finalise", "publish"):
            step(made, name, office)
    first = made.participants.order_by("pk")[0].pk
    pages = (
        ("the grid", "统筹甲", f"/assessment/{made.pk}/"),
        ("one sheet", "双碳专员0", f"/assessment/of/{first}/"),
        ("the ranking", "区长", f"/assessment/{made.pk}/ranking/"),
    )
    for name, who, address in pages:
        client = Client(HTTP_HOST="localhost")
        client.force_login(User.objects.get(username=who))
        visited(name, client, address, most)
    with timed("closed and frozen"):
        step(made, "close", office)
    with timed("computed again"):
        found = services.recompute(leader, Assessment.objects.get(pk=made.pk))
    return ["computed again"] if found else []


def step(assessment: Any, name: str, user: Any, reason: str = "") -> None:
    """Move an assessment on."""
    from ditan.domains.assessment import services

    assessment.refresh_from_db()
    services.take_step(user=user, assessment=assessment, step=name, version=assessment.version, reason=reason)
