"""An organisation that no row knows by any of its names is told so, where it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client

from ditan.base.directory.models import Organisation
from ditan.base.directory.selectors.naming import naming_of
from ditan.base.directory.services import edit_organisation
from tests.base.directory.conftest import MakeOrganisation
from tests.fresh_code import signed_in

UNKNOWN = "规划条目里没有用到这个单位的任何名称"


def printed() -> list[str]:
    """The names that rows list."""
    return ["区林业局", "区农业农村委", "区财政局"]


@pytest.fixture(autouse=True)
def rows_that_list(monkeypatch: pytest.MonkeyPatch) -> None:
    config: Any = apps.get_app_config("plans")
    monkeypatch.setattr(
        config, "domain", replace(config.domain, listed_names="tests.base.directory.test_naming.printed")
    )


def named(organisation: Organisation, user: User) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    naming = naming_of(user, organisation)
    assert naming is not None
    return naming.listed, naming.shared, naming.near


def test_a_short_name_that_rows_list_is_enough(make: MakeOrganisation, reader: User) -> None:
    assert named(make("铜山区林业局", short_name="区林业局"), reader) == (("区林业局",), (), ())


def test_a_unit_under_no_printed_name_is_shown_the_nearest(make: MakeOrganisation, reader: User) -> None:
    assert named(make("铜山区农业农村委员会", short_name="区农委"), reader) == ((), (), ("区农业农村委",))


def test_a_name_that_another_unit_bears_is_not_near(make: MakeOrganisation, reader: User) -> None:
    make("北碚区农业农村委", short_name="区农业农村委")
    assert named(make("铜山区农业农村委员会"), reader) == ((), (), ())


def test_a_short_name_that_two_units_share_tells_nothing(make: MakeOrganisation, reader: User) -> None:
    make("北碚区林业局", short_name="区林业局")
    assert named(make("铜山区林业局", short_name="区林业局"), reader)[:2] == ((), ("区林业局",))


def test_an_alias_puts_it_right(make: MakeOrganisation, keeper: User) -> None:
    office = make("铜山区农业农村委员会")
    edit_organisation(user=keeper, pk=office.pk, version=1, changes={}, aliases=("区农业农村委",))
    assert named(office, keeper) == (("区农业农村委",), (), ())


def test_enterprises_and_strangers_are_told_nothing(make: MakeOrganisation, reader: User, nobody: User) -> None:
    assert naming_of(reader, make("某某钢铁有限公司", kind="enterprise")) is None
    assert naming_of(nobody, make("铜山区林业局")) is None


def test_page_and_form_say_it_and_fall_silent_once_it_is_mended(make: MakeOrganisation, keeper: User) -> None:
    client: Client = signed_in(keeper)
    office = make("铜山区农业农村委员会")
    addresses = (f"/directory/organisations/{office.pk}/", f"/directory/organisations/{office.pk}/edit/")
    assert [UNKNOWN in client.get(each).content.decode() for each in addresses] == [True, True]
    edit_organisation(user=keeper, pk=office.pk, version=1, changes={}, aliases=("区农业农村委",))
    assert [UNKNOWN in client.get(each).content.decode() for each in addresses] == [False, False]
    assert "规划中的称呼" in client.get(addresses[0]).content.decode()


def test_a_form_tells_everything_that_is_wrong_at_once(keeper: User) -> None:
    sent = {
        "name": "",
        "kind": "enterprise",
        "credit_code": "91320312MA1234567X",
        "region": "无此区",
        "parent": "无此局",
        "on": "x",
    }
    answer = signed_in(keeper).post("/directory/organisations/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("名称为空", "应为“N”", "没有现行区划“无此区”", "没有现行单位“无此局”"):
        assert words in page
    assert "91320312MA1234567X" in page
    assert not Organisation.objects.exists()


def test_a_correction_too_is_told_everything_at_once(make: MakeOrganisation, keeper: User) -> None:
    office = make("铜山区林业局")
    sent = {"version": 1, "name": "", "kind": "department", "credit_code": "1", "region": "无此区"}
    answer = signed_in(keeper).post(f"/directory/organisations/{office.pk}/edit/", sent)
    assert answer.status_code == 422
    assert "名称为空" in answer.content.decode()
    assert "没有现行区划“无此区”" in answer.content.decode()
    assert Organisation.objects.get(pk=office.pk).name == "铜山区林业局"
