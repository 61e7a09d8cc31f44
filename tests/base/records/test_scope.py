"""Whose values a person sees and writes."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import Permission, User

from ditan.base.access.models import Role, RoleOfPost
from ditan.base.directory.models import Holding, Organisation, Person, Post
from ditan.base.records.errors import NotAllowed
from ditan.base.records.models import Metric, Subject
from ditan.base.records.permissions import RECORD
from ditan.base.records.selectors.scope import require_reach, visible_metrics, visible_observations, visible_standings
from tests.base.access.made_roles import make_roles
from tests.base.records.conftest import Record

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2020, 1, 1)


def person_of(organisation: Organisation, role: str) -> User:
    """Somebody whose post in the organisation carries the role."""
    make_roles()
    user = User.objects.create_user(f"{organisation.pk}-{role}")
    post = Post.objects.create(organisation=organisation, title="岗位")
    Holding.objects.create(person=Person.objects.create(name="人", user=user), post=post, valid_from=LONG_AGO)
    RoleOfPost.objects.create(post=post, role=Role.objects.get(name=role))
    return user


def organisation(name: str, kind: str = "department") -> Organisation:
    made = Organisation.objects.create(name=name, kind=kind)
    made.path = f"{made.pk:08d}"
    made.save()
    return made


@pytest.fixture
def works(recorded: Record, gdp: Metric) -> tuple[Organisation, Subject]:
    """An enterprise with a value of its own, beside a published and a final value of the district."""
    company = organisation("铝业公司", "enterprise")
    own = Subject.objects.create(kind=Subject.Kind.ORGANISATION, code=str(company.pk), name="铝业公司")
    recorded("1", status="published", period="2021")
    recorded("2", status="final", period="2022")
    recorded("3", subject=own, period="2023")
    return company, own


def periods_seen(user: User) -> list[str]:
    return sorted(visible_standings(user).values_list("period", flat=True))


def test_with_all_data_every_value_is_seen(works: object, reader: User) -> None:
    assert periods_seen(reader) == ["2021", "2022", "2023"]


def test_a_department_sees_its_metrics_and_what_is_published(works: object, gdp: Metric) -> None:
    statistics = organisation("区统计局")
    other = person_of(organisation("区林业局"), "部门")
    gdp.responsible = statistics
    gdp.save()
    assert periods_seen(person_of(statistics, "部门")) == ["2021", "2022", "2023"]
    assert periods_seen(other) == ["2021"]


def test_an_enterprise_sees_its_own_values_and_nothing_else(works: tuple[Organisation, Subject]) -> None:
    company, _own = works
    assert periods_seen(person_of(company, "企业")) == ["2023"]
    assert periods_seen(person_of(organisation("水泥公司", "enterprise"), "企业")) == []


def test_without_the_permission_nothing_is_seen(works: object, db: None) -> None:
    nobody = User.objects.create_user("nobody")
    assert (visible_metrics(nobody).count(), visible_observations(nobody).count()) == (0, 0)


def test_one_setting_hides_what_is_for_show(recorded: Record, reader: User, settings: object) -> None:
    recorded("1", demo=True, period="2020")
    recorded("2", period="2021")
    assert periods_seen(reader) == ["2020", "2021"]
    settings.SHOW_DEMO = False  # type: ignore[attr-defined]
    assert periods_seen(reader) == ["2021"]
    assert visible_observations(reader).count() == 1


def test_with_the_demonstration_hidden_the_best_real_value_is_seen(
    recorded: Record, reader: User, settings: object
) -> None:
    recorded("5", demo=True, status="published")
    recorded("3", status="flash")
    real = recorded("4", status="reviewed")
    recorded("9", demo=True, status="published", reason="演示")
    for shown in (True, False):
        settings.SHOW_DEMO = shown  # type: ignore[attr-defined]
        assert visible_standings(reader).get().observation == real


def test_a_value_outside_the_roles_is_not_written(
    works: tuple[Organisation, Subject], gdp: Metric, clerk: User
) -> None:
    company, own = works
    role = Role.objects.create(name="填报", scope="own_organisation")
    make_roles()
    role.permissions.set(Permission.objects.filter(codename__in=["view_observations", "record_observations"]))
    user = person_of(company, "填报")
    require_reach(user, RECORD, [(own, gdp)])
    with pytest.raises(NotAllowed, match="渝中区的“地区生产总值”不在您的数据范围内"):
        require_reach(user, RECORD, [(Subject.objects.get(code="500103"), gdp)])
