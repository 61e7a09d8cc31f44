"""A district with a town, whoever runs check-ups of it, and a check-up that was begun."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User

from ditan.base.access.models import Role
from ditan.base.directory.models import Region
from ditan.domains.checkups import services
from ditan.domains.checkups.models import Checkup, Result
from ditan.domains.supervision.services import load_classes
from tests.base.access.conftest import MakePerson
from tests.base.access.conftest import make_organisation as make_organisation
from tests.base.access.conftest import make_person as make_person
from tests.base.access.conftest import roles as roles


@dataclass
class City:
    """Who runs check-ups, who reads them, two regions."""

    office: User
    leader: User
    district: Region
    town: Region


@pytest.fixture
def city(make_person: MakePerson, roles: dict[str, Role]) -> City:
    """A district with a town, and the shipped indicators."""
    services.load_indicators()
    load_classes()
    return City(
        make_person("tongchou", granted=(roles["统筹"],)),
        make_person("lingdao", granted=(roles["领导"],)),
        Region.objects.create(code="500151", name="铜梁区", level="district"),
        Region.objects.create(code="500151100", name="旧县街道", level="town"),
    )


@pytest.fixture
def begun(city: City) -> Checkup:
    """A check-up of both."""
    return services.begin(user=city.office, title="2025 年度城市体检", year=2025, regions=[city.district, city.town])


def result(checkup: Checkup, code: str, region: str = "铜梁区") -> Result:
    """What the check-up holds of an indicator and region."""
    return Result.objects.select_related("checkup", "region").get(checkup=checkup, indicator=code, region_name=region)
