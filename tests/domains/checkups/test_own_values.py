"""Towns and departments enter the values of their own; the office reviews them; others' are not found."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from django.urls import reverse

from ditan.base.access.models import Role
from ditan.base.directory.models import Organisation
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.domains.checkups import services
from ditan.domains.checkups.models import Checkup, Indicator, Result
from ditan.domains.checkups.selectors import own_results
from tests.base.access.conftest import MakeOrganisation, MakePerson
from tests.domains.checkups.conftest import City, result

pytestmark = pytest.mark.django_db


@pytest.fixture
def housing(make_organisation: MakeOrganisation, city: City) -> Organisation:
    """The department that answers for T3 everywhere. Its seat is in the district."""
    made = make_organisation("铜梁区住建委")
    Organisation.objects.filter(pk=made.pk).update(region=city.district)
    Indicator.objects.filter(code="T3").update(organisation=made)
    return made


@pytest.fixture
def builder(make_person: MakePerson, roles: dict[str, Role], housing: Organisation) -> User:
    """A clerk of that department."""
    return make_person("zhujian", housing, post_roles=(roles["部门"],))


@pytest.fixture
def townsman(make_person: MakePerson, make_organisation: MakeOrganisation, roles: dict[str, Role], city: City) -> User:
    """A clerk of the town."""
    office = make_organisation("旧县街道办事处")
    Organisation.objects.filter(pk=office.pk).update(region=city.town, kind="town")
    return make_person("jiuxian", office, post_roles=(roles["镇街"],))


@pytest.fixture
def running(builder: User, begun: Checkup) -> Checkup:
    """A check-up that began once the department answered for its indicator."""
    return begun


def stored() -> list[Any]:
    fields = ("pk", "value", "note", "grade", "review", "review_note", "by_name", "version")
    return list(Result.objects.order_by("pk").values_list(*fields))


def entered(user: User, checkup: Checkup, value: str = "80") -> Result:
    found = result(checkup, "T3", "旧县街道")
    return services.enter_value(user=user, result=found, version=found.version, value=value, note="台账")


def test_a_town_reaches_its_region_and_a_department_its_indicator_in_every_region(
    running: Checkup, townsman: User, builder: User
) -> None:
    town = own_results(townsman).values_list("region_name", "indicator")
    assert list(town) == [("旧县街道", code) for code in ("T1", "T2", "T3", "T4", "T5")]
    assert set(own_results(builder).values_list("region_name", "indicator")) == {("铜梁区", "T3"), ("旧县街道", "T3")}


def test_what_a_town_enters_is_graded_waits_and_holds_up_matter_and_closing(
    city: City, running: Checkup, townsman: User
) -> None:
    entered(townsman, running)
    found = result(running, "T3", "旧县街道")
    assert (found.value, found.grade, found.review) == (80, "未达标", "waiting")
    before = stored()
    with pytest.raises(services.WrongState, match="尚未审核通过"):
        services.propose(user=city.office, result=found)
    with pytest.raises(services.WrongState, match="还有 1 项"):
        services.close(user=city.office, checkup=running, version=1)
    assert stored() == before
    assert Checkup.objects.get().closed_at is None


def test_the_office_gives_back_with_a_reason_and_accepts_what_was_put_right(
    city: City, running: Checkup, townsman: User
) -> None:
    first = entered(townsman, running)
    before = stored()
    with pytest.raises(InvalidFields, match="请填写退回理由"):
        services.review_value(user=city.office, result=first, version=2, accept=False)
    assert stored() == before
    services.review_value(user=city.office, result=first, version=2, accept=False, reason="口径不符")
    assert result(running, "T3", "旧县街道").review_note == "口径不符"
    second = entered(townsman, running, "100")
    assert (second.review, second.review_note) == ("waiting", "")
    services.review_value(user=city.office, result=second, version=second.version, accept=True)
    services.close(user=city.office, checkup=running, version=1)
    assert result(running, "T3", "旧县街道").review == "accepted"


def test_what_is_settled_is_not_the_towns_to_change(city: City, running: Checkup, townsman: User) -> None:
    first = entered(townsman, running)
    services.review_value(user=city.office, result=first, version=2, accept=True)
    typed = result(running, "T4", "旧县街道")
    services.save_value(user=city.office, result=typed, version=1, value="72", note="年报")
    before = stored()
    with pytest.raises(services.WrongState, match="已有审定的数值"):
        entered(townsman, running, "100")
    with pytest.raises(services.WrongState, match="已有审定的数值"):
        services.enter_value(user=townsman, result=typed, version=2, value="99", note="台账")
    with pytest.raises(services.WrongState, match="没有待审核"):
        services.review_value(user=city.office, result=typed, version=2, accept=True)
    assert stored() == before


def test_refused_entries_change_nothing(city: City, running: Checkup, townsman: User, builder: User) -> None:
    own, district = result(running, "T3", "旧县街道"), result(running, "T4")
    before = stored()
    with pytest.raises(ObjectDoesNotExist):
        services.enter_value(user=townsman, result=district, version=1, value="72", note="年报")
    with pytest.raises(ObjectDoesNotExist):
        services.enter_value(user=builder, result=district, version=1, value="72", note="年报")
    with pytest.raises(NotAllowed):
        services.enter_value(user=city.leader, result=own, version=1, value="72", note="年报")
    with pytest.raises(NotAllowed):
        services.save_value(user=townsman, result=own, version=1, value="72", note="年报")
    with pytest.raises(NotAllowed):
        services.review_value(user=townsman, result=own, version=1, accept=True)
    with pytest.raises(InvalidFields, match="请写明数值的来源"):
        services.enter_value(user=townsman, result=own, version=1, value="72")
    with pytest.raises(Changed):
        services.enter_value(user=townsman, result=own, version=7, value="72", note="年报")
    assert stored() == before


def test_the_page_keeps_what_was_typed_and_does_not_find_what_is_anothers(
    city: City, running: Checkup, townsman: User
) -> None:
    client = Client()
    client.force_login(townsman)
    here = reverse("checkups:own")
    own, district = result(running, "T3", "旧县街道"), result(running, "T3")
    before = stored()
    both = {
        f"{name}.{each.pk}": text for each in (own, district) for name, text in (("s", 1), ("v", 80), ("n", "台账"))
    }
    assert client.post(here, both).status_code == 404
    assert client.get(reverse("checkups:region", args=[running.pk, city.town.pk])).status_code == 403
    refused = client.post(here, {f"s.{own.pk}": 1, f"v.{own.pk}": "8O", f"n.{own.pk}": "台账"})
    assert (refused.status_code, 'value="8O"' in refused.content.decode()) == (422, True)
    assert stored() == before
    client.post(here, {f"s.{own.pk}": 1, f"v.{own.pk}": "80", f"n.{own.pk}": "台账"})
    assert "待审核" in client.get(here).content.decode()
    client.force_login(city.office)
    page = client.get(reverse("checkups:checkup", args=[running.pk])).content.decode()
    assert reverse("checkups:review", args=[own.pk]) in page
    client.post(reverse("checkups:review", args=[own.pk]), {"version": 2, "action": "accept"})
    assert result(running, "T3", "旧县街道").review == "accepted"
