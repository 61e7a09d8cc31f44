"""The pages of editions: what is in the way of locking is listed, two people sign, an edition shows its working."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.domains.inventory.models import Edition, Inventory
from ditan.domains.inventory.services import add_row
from tests.domains.inventory.entries import diesel, direct, electricity
from tests.domains.inventory.settling import settle


def at(name: str, *args: object) -> str:
    return reverse(f"inventory:{name}", args=args)


@pytest.fixture
def compiling(compiler: User, draft: Inventory) -> Client:
    client = Client()
    client.force_login(compiler)
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    return client


def as_it_is(draft: Inventory, **more: str) -> dict[str, object]:
    now = Inventory.objects.get(pk=draft.pk)
    return {"version": now.version, "revision": now.revision, **more}


def locking(draft: Inventory, **more: str) -> dict[str, object]:
    settle(User.objects.get(username="compiler"), draft)
    now = Inventory.objects.get(pk=draft.pk)
    return {"version": now.version, "revision": now.revision, **more}


def test_what_is_in_the_way_of_locking_is_listed_on_the_page(
    compiling: Client, compiler: User, draft: Inventory
) -> None:
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", ""))
    answer = compiling.post(at("lock", draft.pk), locking(draft))
    assert answer.status_code == 409
    assert "第 2 行“实测甲烷”排放量未知：“排放量”没有填写" in answer.content.decode()
    assert not Edition.objects.exists()


def test_an_inventory_is_locked_signed_twice_and_shown_as_it_was(
    compiling: Client, reviewer: User, draft: Inventory
) -> None:
    assert compiling.post(at("lock", draft.pk), locking(draft)).status_code == 302
    edition = Edition.objects.get()
    compiling.post(at("sign", draft.pk), {**as_it_is(draft), "digest": edition.digest})
    page = compiling.get(at("editions", draft.pk)).content.decode()
    assert "您已签署，等待另一人复核签署" in page
    reviewing = Client()
    reviewing.force_login(reviewer)
    reviewing.post(at("sign", draft.pk), {**as_it_is(draft), "digest": edition.digest})
    page = reviewing.get(at("edition", draft.pk, 1)).content.decode()
    assert "✓ 复算一致" in page
    assert "55,810" in page
    row = edition.content["rows"][0]["row"]
    working = reviewing.get(at("edition_row", draft.pk, 1, row)).content.decode()
    assert "0.5581" in working
    assert "购入电量" in working


def test_a_total_that_does_not_hold_everything_says_so_in_the_list(
    compiling: Client, compiler: User, draft: Inventory
) -> None:
    """Diesel without its sector of combustion: CO2 is known, CH4 and N2O are answered for and stay unknown."""
    add_row(user=compiler, pk=draft.pk, entry=replace(diesel(), category="1.A.5.a"))
    compiling.post(at("lock", draft.pk), locking(draft))
    assert Edition.objects.get().content["totals"]["co2e"]["with_land"]["unknown"] != []
    assert "不含 1 行未知" in compiling.get(at("editions", draft.pk)).content.decode()


def test_a_new_edition_asks_why_and_keeps_what_was_typed(compiling: Client, draft: Inventory) -> None:
    compiling.post(at("lock", draft.pk), locking(draft))
    compiling.post(at("reopen", draft.pk), as_it_is(draft, reason="补报"))
    assert "补报" in compiling.get(at("editions", draft.pk)).content.decode()
    stale = {"version": 1, "revision": 1, "reason": "补报外购热力"}
    answer = compiling.post(at("lock", draft.pk), stale)
    assert answer.status_code == 409
    assert "补报外购热力" in answer.content.decode()
    assert Edition.objects.count() == 1


def test_pages_of_editions_cost_the_same_however_many_there_are(
    compiling: Client, draft: Inventory, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for _number in range(3):
        compiling.post(at("lock", draft.pk), locking(draft, reason="更正"))
        compiling.post(at("reopen", draft.pk), as_it_is(draft, reason="更正"))
    assert Edition.objects.count() == 3
    with django_assert_max_num_queries(30):
        compiling.get(at("editions", draft.pk))


def test_who_sees_no_inventory_finds_no_edition(
    compiling: Client, draft: Inventory, django_user_model: type[User]
) -> None:
    compiling.post(at("lock", draft.pk), locking(draft))
    visitor = Client()
    visitor.force_login(django_user_model.objects.create_user("visitor"))
    for name, args in (("editions", ()), ("edition", (1,))):
        assert visitor.get(at(name, draft.pk, *args)).status_code == 403
