"""Which of several versions stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.records import STATUSES, Choice, Standing, Version, eligible, place, rank

VERSIONS = st.lists(
    st.tuples(st.sampled_from(STATUSES), st.sampled_from(["a", "b", None]), st.integers(1, 3)), min_size=1, max_size=8
).map(lambda rows: [Version(number, *row) for number, row in enumerate(rows, start=1)])


def published(number: int, issuer: str, content: float) -> Version:
    return Version(number, "published", issuer, content)


def test_the_only_version_stands() -> None:
    assert place([Version(1, "flash", None, 4.9)]) == Standing(1)


def test_an_earlier_status_that_comes_later_does_not_stand() -> None:
    assert place([Version(1, "final", None, 5.1), Version(2, "flash", None, 4.9)]) == Standing(1)


def test_the_newest_report_of_one_publication_stands_for_it() -> None:
    assert place([published(1, "a", 1), published(2, "b", 2), published(3, "a", 2)]) == Standing(3)


def test_rivals_below_the_highest_status_dispute_nothing() -> None:
    versions = [Version(1, "flash", "a", 1), Version(2, "flash", "b", 2), Version(3, "final", "a", 1)]
    assert place(versions) == Standing(3)


def test_a_choice_holds_against_all_that_it_saw() -> None:
    versions = [published(1, "a", 1), published(2, "b", 2), published(3, "c", 3)]
    assert place(versions, Choice(version=1, upto=3)) == Standing(1)


def test_a_rival_after_the_choice_disputes_it_without_taking_its_place() -> None:
    versions = [published(1, "a", 1), published(2, "b", 2), published(3, "c", 3)]
    assert place(versions, Choice(version=1, upto=2)) == Standing(1, rivals=(1, 3))


def test_a_publication_that_agrees_with_the_choice_disputes_nothing() -> None:
    versions = [published(1, "a", 1), published(2, "b", 2), published(3, "c", 1)]
    assert place(versions, Choice(version=1, upto=2)) == Standing(1)


def test_a_newer_report_of_the_chosen_publication_follows_it() -> None:
    versions = [published(1, "a", 1), published(2, "b", 2), published(3, "a", 4)]
    assert place(versions, Choice(version=1, upto=2)) == Standing(3)


def shown(number: int, status: str, content: float) -> Version:
    return Version(number, status, None, content, for_show=True)


def test_a_value_for_show_never_stands_where_a_real_one_was_reported() -> None:
    real = Version(1, "flash", "a", 1)
    assert place([real, shown(2, "published", 9)]) == Standing(1)
    assert place([shown(1, "published", 9), Version(2, "flash", "a", 1)]) == Standing(2)


def test_a_value_for_show_disputes_no_real_one_and_no_choice_lets_it_stand() -> None:
    versions = [published(1, "a", 1), Version(2, "published", "b", 9, for_show=True)]
    assert place(versions) == place(versions, Choice(version=2, upto=2)) == Standing(1)


def test_values_for_show_alone_stand_by_the_same_rules() -> None:
    assert place([shown(1, "final", 5), shown(2, "flash", 9)]) == Standing(1)


@given(VERSIONS, st.lists(st.booleans(), min_size=8, max_size=8))
def test_what_is_for_show_changes_nothing_for_what_is_real(versions: list[Version], marks: list[bool]) -> None:
    marked = [replace(each, for_show=mark) for each, mark in zip(versions, marks, strict=False)]
    real = [each for each in marked if not each.for_show]
    assert place(marked) == place(real or marked)
    assert set(eligible(marked)) <= set(real or marked)


def test_a_later_status_ends_a_choice() -> None:
    versions = [Version(1, "flash", "a", 1), Version(2, "flash", "b", 2), Version(3, "final", "b", 2)]
    assert place(versions, Choice(version=1, upto=2)) == Standing(3)


def test_a_status_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="rumour"):
        rank("rumour")


@given(VERSIONS)
def test_what_stands_has_the_highest_status_and_is_among_its_rivals(versions: list[Version]) -> None:
    stands = place(versions)
    highest = max(rank(version.status) for version in versions)
    assert rank(versions[stands.version - 1].status) == highest
    assert not stands.contested or stands.version in stands.rivals


@given(VERSIONS, st.data())
def test_choosing_among_all_versions_settles_the_question(versions: list[Version], data: st.DataObject) -> None:
    highest = max(rank(version.status) for version in versions)
    top = [version.number for version in versions if rank(version.status) == highest]
    chosen = data.draw(st.sampled_from(top))
    assert place(versions, Choice(chosen, upto=len(versions))) == Standing(chosen)
