"""A district with two departments and a town, the coordinating office, four metrics, and a round that asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from ditan.base.access.models import Role
from ditan.base.directory.models import Organisation
from ditan.base.records.models import Metric, Subject
from ditan.base.records.services import record
from ditan.base.workflow.models import Assignment, Cell, Round, Submission
from ditan.base.workflow.rounds import selectors
from ditan.base.workflow.rounds.services.arranging import Asked, Owed, ask_for, assign, make_round, open_round
from ditan.base.workflow.rounds.services.filling import Typed, Written, save_cells
from ditan.base.workflow.rounds.services.handing_in import take_step
from tests.base.access.conftest import (  # noqa: F401 - fixtures
    MakeOrganisation,
    MakePerson,
    make_organisation,
    make_person,
    roles,
)

LAST_YEAR = {"energy_total": "52.10", "coal": "20.00", "forest_cover": "55.0"}
GOOD = {"energy_total": "53.20", "coal": "20.50", "gas": "32.70", "forest_cover": "55.1"}
"""Values that pass every check: coal and gas add up to the total."""

VALUES = {
    "title": "2025年度低碳指标年报",
    "kind": "yearly",
    "period": "2025",
    "opens_on": date(2026, 3, 2),
    "due_on": date(2026, 3, 20),
    "remind_days": 3,
    "status": "final",
    "note": "",
}


@dataclass
class Office:
    """People and places."""

    coordinator: User
    leader: User
    clerk: User
    colleague: User
    reviewer: User
    stranger: User
    energy: Organisation
    town: Organisation
    ecology: Organisation
    district: Subject


@pytest.fixture
def office(make_organisation: MakeOrganisation, make_person: MakePerson, roles: dict[str, Role]) -> Office:  # noqa: F811
    """统筹 over all, two clerks of the energy department, a reviewer of the ecology department, a clerk of a town."""
    energy, ecology, town = (make_organisation(name) for name in ("区经济信息委", "区生态环境局", "虎峰镇"))
    hub = make_organisation("区双碳办")
    department = roles["部门"]
    return Office(
        coordinator=make_person("tongchou", hub, granted=(roles["统筹"],)),
        leader=make_person("lingdao", granted=(roles["领导"],)),
        clerk=make_person("jingxin", energy, post_roles=(department,)),
        colleague=make_person("tongshi", energy, post_roles=(department,)),
        reviewer=make_person("huanbao", ecology, post_roles=(department,)),
        stranger=make_person("zhenren", town, post_roles=(roles["镇街"],)),
        energy=energy,
        town=town,
        ecology=ecology,
        district=Subject.objects.create(kind=Subject.Kind.REGION, code="500151", name="铜梁区"),
    )


@pytest.fixture
def metrics(db: None) -> dict[str, Metric]:
    """Energy in total, coal and gas of it, and forest cover."""
    rows = (
        ("energy_total", "能源消费总量", "万吨标准煤", 0, None),
        ("coal", "煤炭消费量", "万吨标准煤", 0, None),
        ("gas", "天然气消费量", "万吨标准煤", 0, None),
        ("forest_cover", "森林覆盖率", "%", 0, 100),
    )
    return {
        code: Metric.objects.create(code=code, name=name, unit=unit, floor=floor, ceiling=ceiling)
        for code, name, unit, floor, ceiling in rows
    }


@pytest.fixture
def past(office: Office, metrics: dict[str, Metric]) -> None:
    """What stood for 2024."""
    for code, text in LAST_YEAR.items():
        record(
            user=None,
            permission=None,
            subject=office.district,
            metric=metrics[code],
            period="2024",
            status="final",
            origin="manual",
            reported=text,
        )


@pytest.fixture
def drafted(office: Office, metrics: dict[str, Metric]) -> Round:
    """A yearly round with all four metrics, of the energy department (reviewed by ecology) and of a town."""
    user = office.coordinator
    made = make_round(user=user, values=VALUES)
    total = metrics["energy_total"].pk
    asked = [
        Asked(metrics["energy_total"].pk, section="能源"),
        Asked(metrics["coal"].pk, section="能源", part_of=total),
        Asked(metrics["gas"].pk, section="能源", part_of=total),
        Asked(metrics["forest_cover"].pk, section="生态"),
    ]
    made = ask_for(user=user, pk=made.pk, version=made.version, metrics=asked)
    owed = [
        Owed(office.energy.pk, subject=office.district.pk, reviewer=office.ecology.pk),
        Owed(office.town.pk, metrics=(metrics["forest_cover"].pk,)),
    ]
    return assign(user=user, pk=made.pk, version=made.version, owed=owed)


@pytest.fixture
def opened(office: Office, drafted: Round) -> Round:
    """The round, given out."""
    return open_round(user=office.coordinator, pk=drafted.pk, version=drafted.version)


@pytest.fixture
def owed(office: Office, opened: Round) -> Assignment:
    """What the energy department owes."""
    return Assignment.objects.get(round=opened, organisation=office.energy)


@pytest.fixture
def town_owes(office: Office, opened: Round) -> Assignment:
    """What the town owes; nobody reviews it before the coordinating office."""
    return Assignment.objects.get(round=opened, organisation=office.town)


Fill = Callable[..., list[Written]]


def seen(user: User, assignment: Assignment) -> Assignment:
    """The assignment as this user's page finds it now."""
    return selectors.get_assignment(User.objects.get(pk=user.pk), assignment.pk)


def cells_of(assignment: Assignment) -> dict[str, Cell]:
    """The cells by the code of their metric."""
    rows = Cell.objects.filter(submission__assignment=assignment).select_related("asked__metric")
    return {cell.asked.metric.code: cell for cell in rows}


def fill(
    user: User, assignment: Assignment, values: dict[str, str], *, verified: tuple[str, ...] = (), **notes: str
) -> list[Written]:
    """Type these values, seeing what is there."""
    cells = cells_of(assignment)
    typed = [
        Typed(cells[code].asked_id, cells[code].version, values.get(code), notes.get(code), code in verified)
        for code in dict.fromkeys((*values, *notes, *verified))
    ]
    return save_cells(user=user, assignment=seen(user, assignment), typed=typed)


def step(user: User, assignment: Assignment, name: str, reason: str = "") -> Submission:
    """Take a step, seeing what is there."""
    version = Submission.objects.get(assignment=assignment).version
    return take_step(user=user, assignment=seen(user, assignment), step=name, version=version, reason=reason)


def texts(written: list[Any]) -> list[str]:
    return [each.message for each in written]
