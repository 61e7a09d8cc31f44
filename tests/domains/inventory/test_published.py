"""The published inventory of 重庆 is taken in once, word for word, and shown beside ours, never as ours."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.base.append_only import Unchangeable
from ditan.base.refusal import NotAllowed
from ditan.domains.inventory.models import Published, PublishedValue
from ditan.domains.inventory.selectors.published import sector_series, shares_of, year_of_published
from ditan.domains.inventory.services.published import load_published


def test_it_is_taken_in_once(compiler: User) -> None:
    made = load_published(user=compiler)
    assert load_published(user=compiler) == made
    assert PublishedValue.objects.count() == 2330


def test_who_may_only_look_takes_nothing_in(django_user_model: type[User]) -> None:
    with pytest.raises(NotAllowed):
        load_published(user=django_user_model.objects.create_user("visitor"))
    assert not Published.objects.exists()


def test_a_published_value_never_changes(compiler: User) -> None:
    load_published(user=compiler)
    value = PublishedValue.objects.all()[0]
    value.value = 0
    with pytest.raises(Unchangeable):
        value.save()


def test_a_year_adds_up_and_names_its_largest_sector(compiler: User) -> None:
    found = year_of_published(load_published(user=compiler), 2019)
    assert found.total is not None
    assert found.total.value == 156.254673
    assert found.disagreeing == ()
    assert found.lines[0].name == "电力、热力生产和供应业"
    assert found.lines[0].share == pytest.approx(38.15, abs=0.01)
    assert sum(line.share or 0 for line in found.lines) == pytest.approx(100, abs=1e-4)


def test_shares_are_given_by_our_categories(compiler: User) -> None:
    shares = shares_of(load_published(user=compiler), 2019)
    assert shares["1.A.3"] == pytest.approx(18.48 / 156.25 * 100, abs=0.01)
    assert sum(shares.values()) == pytest.approx(100, abs=1e-4)


def test_a_year_before_2017_shows_unknown_cells_as_unknown(compiler: User) -> None:
    found = year_of_published(load_published(user=compiler), 2005)
    assert {cell for line in found.lines for cell in line.cells} == {None}


def test_the_series_of_sectors_adds_up_to_the_totals(compiler: User) -> None:
    years, series = sector_series(load_published(user=compiler))
    assert years == list(range(1997, 2020))
    assert sum(values[-1] or 0 for _, values in series) == pytest.approx(156.254673, abs=1e-5)


def test_the_page_says_that_it_is_there_to_compare_with(compiler: User, client: Client) -> None:
    made = load_published(user=compiler)
    client.force_login(compiler)
    shown = client.get(f"/inventory/published/{made.pk}/?year=2018").content.decode()
    assert "供对照" in shown
    assert "160.604332" in shown
    assert "1997—2016 年只有部门合计" in shown
