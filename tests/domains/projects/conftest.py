"""What the tests of projects share: the annex of plan 004 as the truth states it, people with roles, one project."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.access.models import Role
from ditan.base.directory.models import Organisation
from ditan.base.records.services import receive_file
from ditan.core.reading import draft as d
from ditan.domains.plans.models import How, PlanDocument, PlanReading
from ditan.domains.plans.models import Project as PlanProject
from ditan.domains.plans.services.bulk import confirm_rows
from ditan.domains.plans.services.reading import store_reading
from ditan.domains.projects.models import Money, Project
from tests.base.access.conftest import (  # noqa: F401 - fixtures
    MakeOrganisation,
    MakePerson,
    make_organisation,
    make_person,
    roles,
)

TRUTH = Path(__file__).parents[2] / "data" / "truth" / "004-tongliang-climate_projects.json"


@pytest.fixture(autouse=True)
def upload_folder(settings: Any, tmp_path: Path) -> None:
    """Files of a test lie in its own folder."""
    settings.UPLOAD_DIR = tmp_path


@cache
def annex() -> d.Draft:
    """The 45 projects of plan 004 with their money as printed; no cell says in which column it stood."""
    rows = json.loads(TRUTH.read_text(encoding="utf-8"))["rows"]
    text, items = "附表1 重点项目\n", []
    for row in rows:
        line = f"{row['number']} {row['text_starts']} {row['period']} {row['investment_10k_cny']}"
        place = (len(text), len(text) + len(line))
        text += line + "\n"
        quantities = ()
        if row["number"] == 8:
            at = text.index("99台", place[0])
            quantities = (d.Quantity(99.0, "台", "99台", "纯电动公交车", (at, at + 3)),)
        if row["number"] == 39:
            quantities = (d.Quantity(48.0, "平方公里", "48平方公里", "水土保持治理面积", place),)
        items.append(
            d.Project(
                quote=line,
                span=place,
                confidence=0.9,
                number=str(row["number"]),
                category="控制温室气体排放",
                name=row["text_starts"],
                content=row["text_starts"],
                period=row["period"],
                lead=tuple(row["lead"]),
                lead_organisations=tuple(row["lead"]),
                quantities=quantities,
                investment=d.Investment(
                    row["investment_10k_cny"], "万元", tuple(d.Funding(each, None) for each in row["funding_cells"])
                ),
            )
        )
    facts = d.DocumentFacts(title="铜梁区应对气候变化规划", status="issued", region="铜梁区", region_code="500151")
    return d.Draft(name="004.txt", text=text, document=facts, projects=tuple(items))


def stored(draft: d.Draft, user: User) -> PlanDocument:
    """The draft as a plan whose projects are in the books."""
    source = receive_file(name=draft.name, data=draft.text.encode(), user=user)
    reading = PlanReading.objects.create(source=source, reader_version="test", started_at=timezone.now())
    plan = store_reading(reading=reading, draft=draft, user=user)
    confirm_rows(PlanProject.objects.filter(plan=plan), user=user, how=How.BULK, batch=uuid.uuid4())
    return plan


@dataclass
class Office:
    """People and places."""

    coordinator: User
    leader: User
    clerk: User
    stranger: User
    forestry: Organisation
    water: Organisation


@pytest.fixture
def office(make_organisation: MakeOrganisation, make_person: MakePerson, roles: dict[str, Role]) -> Office:  # noqa: F811
    """One of the coordinating office, a leader, a clerk of forestry, one of water."""
    forestry, water = make_organisation("区林业局"), make_organisation("区水利局")
    department = roles["部门"]
    return Office(
        coordinator=make_person("tongchou", granted=(roles["统筹"],)),
        leader=make_person("lingdao", granted=(roles["领导"],)),
        clerk=make_person("linye", forestry, post_roles=(department,)),
        stranger=make_person("shuili", water, post_roles=(department,)),
        forestry=forestry,
        water=water,
    )


MakeProject = Callable[..., Project]


@pytest.fixture
def make_project(office: Office) -> MakeProject:
    """A project that forestry leads, from 2024 to 2026; whatever is named differs."""

    def make(**changes: Any) -> Project:
        given: dict[str, Any] = {
            "name": "森林质量提升",
            "organisation": office.forestry,
            "start_year": 2024,
            "due_year": 2026,
            "is_two_high": False,
        }
        return Project.objects.create(**given | changes)

    return make


def fund(project: Project, kind: str, amount: str, **more: Any) -> Money:
    """A line of money, stored as it stands; the project's sums are not renewed."""
    line = Money.objects.filter(project=project).count() + 1
    given: dict[str, Any] = {"project": project, "line": line, "kind": kind, "amount": Decimal(amount)}
    return Money.objects.create(**{**given, "at": timezone.now(), **more})
