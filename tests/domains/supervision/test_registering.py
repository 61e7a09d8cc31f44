"""Names that a plan prints and no organisation bears: entered as organisations from the page that asks for them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from ditan.base.audit.models import Entry
from ditan.base.directory.models import Organisation, OrganisationAlias
from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.domains.plans.models import PlanDocument
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.selectors.naming import bearers_of
from ditan.domains.supervision.services.registering import is_collective, kind_of_name, register_names
from tests.domains.supervision.conftest import District, fresh

BUTTON = "登记勾选的名称为单位"


@pytest.fixture
def keeper(district: District) -> User:
    """One who hands plans out and to whom the upkeep of the directory was given by hand: no role gives both."""
    district.office.user_permissions.add(Permission.objects.get(codename="manage_directory"))
    return fresh(district.office)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def list_as(plan: PlanDocument, *names: str) -> None:
    """Have the plan list these as who answers for its tasks: the first leads."""
    for measure in plan.measure_set.all():
        measure.responsibilities.all().delete()
        for position, name in enumerate(names):
            measure.responsibilities.create(
                listed_as=name, position=position, role="lead" if position == 0 else "cooperating"
            )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("柳泉镇", "town"),
        ("铜山街道", "town"),
        ("三河乡", "town"),
        ("柳泉镇人民政府", "town"),
        ("区发展改革委", "department"),
        ("乡村振兴局", "department"),
    ],
)
def test_a_name_says_whether_it_is_a_town(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


def test_names_of_several_are_not_one_organisation() -> None:
    assert [is_collective(name) for name in ("各镇（街道）", "区住建局等", "区财政局等部门", "区财政局")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.django_db
def test_ticked_names_become_organisations_and_the_page_keeps_what_was_typed(
    plan: PlanDocument, keeper: User, district: District
) -> None:
    list_as(plan, "区发展改革委", "柳泉镇", "各有关部门")
    page, address = client_of(keeper), f"/supervision/plans/{plan.pk}/"
    text = page.get(address).content.decode()
    assert BUTTON in text
    assert 'name="register" value="柳泉镇" checked' in text
    assert 'name="register" value="各有关部门">' in text
    key = plan.measure_set.get(form="task").pk
    sent = {
        "pick": [key],
        "due_on": "2026-12-31",
        f"due-{key}": "2026-11-30",
        "past_why": "补录规划任务",
        "name-0": "区发展改革委",
        "name-1": "柳泉镇",
        "name-2": "各有关部门",
        "organisation-2": "区林业局",
        "register": ["区发展改革委", "柳泉镇"],
        "action": "register",
    }
    answer = page.post(address, sent)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "已登记 2 个单位" in text
    made = Organisation.objects.filter(name__in=["区发展改革委", "柳泉镇"])
    assert sorted(made.values_list("name", "kind", "parent")) == [
        ("区发展改革委", "department", None),
        ("柳泉镇", "town", None),
    ]
    acts = Entry.objects.filter(act="directory.organisation_created").values_list("user_name", flat=True)
    assert len(acts) == 2
    for kept in ('value="2026-12-31"', 'value="2026-11-30"', 'value="补录规划任务"'):
        assert kept in text
    assert 'name="name-0" value="各有关部门"' in text
    assert 'name="organisation-0" value="区林业局"' in text, (
        "what was typed stays with its name, wherever that now stands"
    )
    assert not Matter.objects.exists()


@pytest.mark.django_db
def test_a_name_that_several_bear_is_not_offered_and_not_registered(
    plan: PlanDocument, keeper: User, district: District
) -> None:
    list_as(plan, "节能办")
    for organisation in (district.housing, district.forestry):
        OrganisationAlias.objects.create(organisation=organisation, name="节能办")
    assert bearers_of(["节能办", "没有"]) == {"节能办": [district.housing, district.forestry]}
    page, address = client_of(keeper), f"/supervision/plans/{plan.pk}/"
    text = page.get(address).content.decode()
    assert "2 个单位使用" in text
    assert 'name="register"' not in text
    assert BUTTON not in text
    refused = page.post(address, {"action": "register", "register": ["节能办"]})
    assert refused.status_code == 422
    assert "“节能办”已有单位使用" in refused.content.decode()
    assert not Organisation.objects.filter(name="节能办").exists()


@pytest.mark.django_db
def test_all_are_registered_or_none(keeper: User, district: District) -> None:
    before = Organisation.objects.count()
    with pytest.raises(InvalidFields, match="还没有勾选要登记的名称"):
        register_names(user=keeper, names=[" "])
    with pytest.raises(InvalidFields, match="“区林业局”已有单位使用"):
        register_names(user=keeper, names=["柳泉镇", "区林业局"])
    with pytest.raises(InvalidFields):
        register_names(user=keeper, names=["柳泉镇", "长" * 201])
    assert Organisation.objects.count() == before


@pytest.mark.django_db
def test_only_who_keeps_the_directory_registers(plan: PlanDocument, district: District) -> None:
    page, address = client_of(district.office), f"/supervision/plans/{plan.pk}/"
    text = page.get(address).content.decode()
    assert 'name="name-0" value="区发展改革委"' in text
    assert BUTTON not in text
    assert "登记单位由系统管理员办理" in text
    assert page.post(address, {"action": "register", "register": ["区发展改革委"]}).status_code == 403
    with pytest.raises(NotAllowed):
        register_names(user=fresh(district.clerk), names=["区发展改革委"])
    assert not Organisation.objects.filter(name="区发展改革委").exists()
