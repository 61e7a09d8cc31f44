"""What fields offer while somebody types, and how what was picked is understood."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from ditan.base.directory import forms
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.selectors.picking import (
    MOST,
    organisation_choices,
    organisation_value,
    person_choices,
    post_choices,
    region_choices,
)
from ditan.base.directory.services import close_organisation, create_person, create_post, create_region, hold_post
from tests.base.directory.conftest import MakeOrganisation
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


def test_organisations_are_offered_by_beginning_middle_short_name_alias_and_code(make: MakeOrganisation) -> None:
    bureau = make("铜梁区生态环境局", short_name="区环境局", credit_code="115002240091571235")
    make("渝中区财政局")
    for words in ("铜梁", "生态环境", "区环境", "115002240091571235"):
        assert [each.value for each in organisation_choices(words)] == [bureau.name]


def test_names_that_begin_so_come_first(make: MakeOrganisation) -> None:
    make("区林业局")
    make("林业站")
    assert [each.value for each in organisation_choices("林业")] == ["林业站", "区林业局"]


def test_a_name_that_two_have_carries_its_number_and_is_understood(make: MakeOrganisation, keeper: User) -> None:
    district = create_region(user=keeper, code="500151", name="铜梁区")
    government = make("铜梁区人民政府")
    one, other = make("区林业局", region=district), make("区林业局", government)
    choices = organisation_choices("区林业局")
    assert [each.value for each in choices] == [f"区林业局〔{one.pk}〕", f"区林业局〔{other.pk}〕"]
    assert choices[0].about == "部门 · 铜梁区"
    assert forms.organisation_named(organisation_value(other)) == other
    with pytest.raises(InvalidFields, match="有多个单位叫“区林业局”；请输入时从列表中选取"):
        forms.organisation_named("区林业局")
    with pytest.raises(InvalidFields, match="没有现行单位"):
        forms.organisation_named(f"区财政局〔{one.pk}〕")


def test_what_has_ended_is_not_offered(make: MakeOrganisation, keeper: User) -> None:
    gone = make("旧局")
    close_organisation(user=keeper, pk=gone.pk, version=1, on=datetime.date(2026, 1, 1))
    assert organisation_choices("旧局") == []
    with pytest.raises(InvalidFields):
        forms.organisation_named("旧局")


def test_no_more_is_offered_than_can_be_looked_through(make: MakeOrganisation) -> None:
    for at in range(MOST + 5):
        make(f"企业{at:02}", kind="enterprise")
    assert len(organisation_choices("企业")) == MOST
    assert organisation_choices("  ") == []


def test_posts_are_those_of_the_organisation_that_was_picked(make: MakeOrganisation, keeper: User) -> None:
    bureau = make("铜梁区生态环境局")
    create_post(user=keeper, organisation=bureau, title="双碳专员")
    create_post(user=keeper, organisation=make("渝中区财政局"), title="会计")
    assert [each.value for each in post_choices(bureau, "")] == ["双碳专员"]
    assert post_choices(None, "双碳") == []


def test_people_are_offered_with_what_they_hold(
    make: MakeOrganisation, keeper: User, django_assert_num_queries: Any
) -> None:
    post = create_post(user=keeper, organisation=make("铜梁区生态环境局"), title="双碳专员")
    lisi = create_person(user=keeper, name="李四", staff_number="1001")
    hold_post(user=keeper, post=post, person=lisi, on=datetime.date(2025, 1, 1))
    double = create_person(user=keeper, name="李四")
    with django_assert_num_queries(3):
        choices = person_choices("李")
    assert [(each.value, each.about) for each in choices] == [
        (f"李四〔{lisi.pk}〕", "1001 · 铜梁区生态环境局 双碳专员"),
        (f"李四〔{double.pk}〕", ""),
    ]
    assert forms.person_named(choices[1].value, "person") == double
    assert forms.person_named("1001", "person") == lisi


def test_regions_are_offered_by_code_and_name(keeper: User) -> None:
    district = create_region(user=keeper, code="500151", name="铜梁区")
    assert [each.value for each in region_choices("5001")] == ["500151 铜梁区"]
    assert forms.region_named(region_choices("铜梁")[0].value) == district


def test_the_page_gives_the_inside_of_a_list(make: MakeOrganisation, keeper: User) -> None:
    bureau = make("某<b>局")
    create_post(user=keeper, organisation=bureau, title="双碳专员")
    client = signed_in(keeper)
    html = client.get(reverse("directory:pick_organisations"), {"parent": "某"}).content.decode()
    assert html.strip() == '<option value="某&lt;b&gt;局">部门</option>'
    sent = {"title": "", "organisation": "某<b>局"}
    assert "双碳专员" in client.get(reverse("directory:pick_posts"), sent).content.decode()
    assert client.get(reverse("directory:pick_posts"), {"organisation": "没有的局"}).content.decode().strip() == ""


@pytest.mark.parametrize("name", ["organisations", "posts", "people", "regions"])
def test_who_may_not_see_the_directory_is_offered_nothing(nobody: User, name: str) -> None:
    assert signed_in(nobody).get(reverse(f"directory:pick_{name}"), {"q": "a"}).status_code == 403
