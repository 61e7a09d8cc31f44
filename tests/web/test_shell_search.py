"""The search of the whole platform: every domain is asked, nobody finds what she may not see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.declaration import Hit
from ditan.base.directory.services import create_organisation, create_person, create_region
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.selectors.search import search as search_plans
from ditan.web.searching import MOST_WORDS, asked_for, search
from tests.base.directory.conftest import with_permissions
from tests.web.conftest import text_of


def many(user: Any, words: str, limit: int) -> list[Hit]:
    """As many hits as are asked for."""
    return [Hit(f"{words}{number}", f"/{number}/", "试验", "<b>说明</b>") for number in range(limit)]


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    config = apps.get_app_config("plans")
    domain = replace(config.domain, label="试验平台", search="tests.web.test_shell_search.many")
    monkeypatch.setattr(config, "domain", domain)


@given(st.text())
def test_words_are_looked_for_without_needless_blanks(text: str) -> None:
    words = asked_for(text)
    assert words == " ".join(words.split())
    assert len(words) <= MOST_WORDS
    assert words.isprintable()
    assert asked_for(words) == words


@pytest.mark.usefixtures("endless")
def test_twenty_hits_of_a_domain_are_shown_and_that_there_are_more(reader: User) -> None:
    [found] = [each for each in search(reader, "碳") if each.label == "试验平台"]
    assert len(found.hits) == 20
    assert found.more


@pytest.mark.usefixtures("endless")
def test_what_a_domain_gives_is_text_and_no_markup(guest: Client) -> None:
    page = text_of(guest.get(reverse("search"), {"q": "<script>"}))
    assert "<script>0" not in page
    assert "&lt;b&gt;说明&lt;/b&gt;" in page


def test_a_plan_its_items_and_its_departments_are_found(office: Client, plan: PlanDocument) -> None:
    page = text_of(office.get(reverse("search"), {"q": plan.title[:4]}))
    assert f'href="{reverse("plans:plan", args=[plan.pk])}"' in page
    assert "规划文件" in page


def test_hits_are_never_more_than_asked_for(coordinator: User, plan: PlanDocument) -> None:
    assert len(search_plans(coordinator, "碳", 2)) <= 2
    assert search_plans(coordinator, plan.title, 1)[0].title == plan.title


def test_whoever_may_not_see_plans_finds_none(visitor: Any, plan: PlanDocument) -> None:
    assert search_plans(visitor, plan.title, 20) == []


def test_one_letter_is_too_little(guest: Client) -> None:
    assert "请至少输入两个字" in text_of(guest.get(reverse("search"), {"q": "碳"}))


def test_an_empty_search_says_what_it_can_find(guest: Client) -> None:
    assert "输入要找的内容" in text_of(guest.get(reverse("search")))


def test_nothing_found_is_said(guest: Client) -> None:
    page = text_of(guest.get(reverse("search"), {"q": "没有的词"}))
    assert "没有找到" in page
    assert 'value="没有的词"' in page


def test_the_search_box_stands_on_every_page(guest: Client) -> None:
    page = text_of(guest.get("/"))
    assert f'action="{reverse("search")}"' in page
    assert 'aria-keyshortcuts="/"' in page


def test_nobody_searches_without_signing_in(client: Client, db: None) -> None:
    assert client.get(reverse("search"), {"q": "规划"}).status_code == 302


@pytest.mark.django_db
def test_whoever_keeps_the_directory_finds_units_people_and_regions_and_others_do_not() -> None:
    keeper = with_permissions("keeper", "view_directory", "manage_directory")
    create_organisation(user=keeper, values={"name": "石榴湾街道办事处", "kind": "town"})
    create_person(user=keeper, name="石榴湾")
    create_region(user=keeper, code="500112999", name="石榴湾街道", on=date(2020, 1, 1))
    (found,) = [each for each in search(keeper, "石榴湾") if each.label == "组织与区划"]
    assert [(hit.title, str(hit.kind)) for hit in found.hits] == [
        ("石榴湾街道办事处", "单位"),
        ("石榴湾", "人员"),
        ("石榴湾街道", "区划"),
    ]
    assert search(with_permissions("nobody"), "石榴湾") == ()
