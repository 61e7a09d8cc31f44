"""Four departments, an office that assesses them, and a rubric of three lines. Names and numbers are invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User

from ditan.base.access.models import Role
from ditan.base.directory.models import Organisation
from ditan.base.notices.models import Notice
from ditan.domains.assessment import services
from ditan.domains.assessment.models import Assessment, Cell, Participant, Rubric, RubricVersion
from tests.base.access.conftest import (  # noqa: F401 - fixtures
    MakeOrganisation,
    MakePerson,
    make_organisation,
    make_person,
    roles,
)

NAMES = ("区发展改革委", "区经济信息委", "区生态环境局", "区林业局")
LINES = (
    services.LineDraft("1", "碳强度下降", "60", "rate", veto=True, group="目标"),
    services.LineDraft("2", "重点任务", "40", "manual", group="任务"),
    services.LineDraft("3", "先进典型", "3", "count", part="bonus", parameters={"each": 1.5}),
)
HEAD = services.HeadDraft(
    "区级双碳考核细则", "区委办〔2026〕1 号（测试）", grades="90=优秀\n60=合格\n0=不合格", veto_grade="不合格"
)
GIVEN: Mapping[str, Mapping[str, Any]] = {
    "1": {"completion": "100"},
    "2": {"points": "36.5"},
    "3": {"count": "1"},
}


@dataclass
class Office:
    """People and places."""

    coordinator: User
    leader: User
    clerks: dict[str, User]
    places: dict[str, Organisation]

    @property
    def clerk(self) -> User:
        return self.clerks[NAMES[0]]


@pytest.fixture
def office(make_organisation: MakeOrganisation, make_person: MakePerson, roles: dict[str, Role]) -> Office:  # noqa: F811
    """One who runs assessments, a leader, and a clerk in each of four departments."""
    places = {name: make_organisation(name) for name in NAMES}
    clerks = {
        name: make_person(f"ren{number}", place, post_roles=(roles["部门"],))
        for number, (name, place) in enumerate(places.items())
    }
    return Office(
        make_person("tongchou", granted=(roles["统筹"],)),
        make_person("lingdao", granted=(roles["领导"],)),
        clerks,
        places,
    )


def drafted(user: User, lines: tuple[services.LineDraft, ...] = LINES) -> Rubric:
    """A rubric with these lines, not issued."""
    rubric = services.begin(user=user, name=HEAD.name, basis=HEAD.basis)
    rubric = services.save_head(user=user, rubric=rubric, version=rubric.version, draft=HEAD)
    for line in lines:
        rubric = services.save_line(user=user, rubric=rubric, version=rubric.version, draft=line)
    return rubric


@pytest.fixture
def issued(office: Office) -> RubricVersion:
    """The rubric's first version."""
    rubric = drafted(office.coordinator)
    return services.issue(user=office.coordinator, rubric=rubric, version=rubric.version)


@pytest.fixture
def running(office: Office, issued: RubricVersion) -> Assessment:
    """An assessment of all four, just begun."""
    return services.begin_assessment(
        user=office.coordinator,
        title="2026 年度双碳考核",
        year=2026,
        rubric_version=issued,
        organisations=list(office.places.values()),
    )


def part(assessment: Assessment, name: str = NAMES[0]) -> Participant:
    """One organisation in the assessment, as it stands."""
    rows = Participant.objects.select_related("assessment__rubric_version", "organisation")
    return rows.get(assessment=assessment, organisation_name=name)


def cell(assessment: Assessment, line: str, name: str = NAMES[0]) -> Cell:
    """One line of one organisation, as it stands."""
    rows = Cell.objects.select_related("participant__assessment__rubric_version", "participant__organisation")
    return rows.get(participant=part(assessment, name), line=line)


def give(user: User, assessment: Assessment, line: str, name: str = NAMES[0], text: str = "", **inputs: Any) -> Cell:
    """Score a line."""
    found = cell(assessment, line, name)
    return services.save_score(user=user, cell=found, version=found.version, inputs=inputs, text=text)


def hand_in(office: Office, assessment: Assessment, name: str, **changed: Mapping[str, Any]) -> None:
    """An organisation's own scores, handed in."""
    for line, inputs in {**GIVEN, **{code.removeprefix("l"): value for code, value in changed.items()}}.items():
        give(office.clerks[name], assessment, line, name, **inputs)
    found = part(assessment, name)
    services.hand_in(user=office.clerks[name], participant=found, version=found.version)


def step(user: User, assessment: Assessment, name: str, **options: Any) -> Assessment:
    """One step of the assessment."""
    found = Assessment.objects.get(pk=assessment.pk)
    return services.take_step(user=user, assessment=found, step=name, version=found.version, **options)


@pytest.fixture
def published(office: Office, running: Assessment) -> Assessment:
    """All handed in, reviewed, published."""
    for number, name in enumerate(NAMES):
        hand_in(office, running, name, l2={"points": str(30 + number)})
    step(office.coordinator, running, "start_review")
    for name in NAMES:
        services.accept_rest(user=office.coordinator, participant=part(running, name))
    step(office.coordinator, running, "finalise")
    return step(office.coordinator, running, "publish")


@pytest.fixture
def closed(office: Office, published: Assessment) -> Assessment:
    """Closed and frozen."""
    return step(office.coordinator, published, "close")


def told(user: User) -> list[str]:
    """Kinds of the messages that somebody got, in order."""
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


Act = Callable[[], Any]
