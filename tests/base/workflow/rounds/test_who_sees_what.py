"""Who sees which rounds and sheets, what waits for whom, and the counts of a round."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.directory.models import Person
from ditan.base.workflow.models import Assignment, Round
from ditan.base.workflow.rounds import selectors
from ditan.base.workflow.rounds.selectors import RoundFilters
from ditan.base.workflow.rounds.selectors.progress import filing, progress_of, to_do, waiting_count
from ditan.base.workflow.rounds.selectors.scope import (
    approves,
    fills,
    locks,
    manages,
    reviews,
    visible_assignments,
    visible_rounds,
)
from ditan.base.workflow.rounds.services.handing_in import possible_steps
from tests.base.workflow.rounds.conftest import GOOD, Office, fill, seen, step

pytestmark = pytest.mark.django_db


def again(user: User) -> User:
    """The user as a new request finds her: what she may do is kept on the object."""
    return User.objects.get(pk=user.pk)


def places(user: User) -> set[str]:
    return set(visible_assignments(again(user)).values_list("organisation__name", flat=True))


def test_each_sees_her_own_and_what_she_reviews_and_the_office_all(office: Office, owed: Assignment) -> None:
    assert places(office.coordinator) == places(office.leader) == {"区经济信息委", "虎峰镇"}
    assert places(office.clerk) == places(office.reviewer) == {"区经济信息委"}
    assert places(office.stranger) == {"虎峰镇"}
    nobody = User.objects.create_user("nobody")
    assert places(nobody) == set()
    assert not visible_rounds(nobody).exists()


def test_a_draft_is_seen_by_who_arranges_alone(office: Office, drafted: Round) -> None:
    assert visible_rounds(again(office.coordinator)).count() == 1
    assert not visible_rounds(again(office.leader)).exists()
    assert places(office.clerk) == set()


def test_what_each_may_do_with_a_sheet(office: Office, owed: Assignment) -> None:
    may = {
        name: [each(again(user), owed) for each in (fills, reviews, approves, locks)]
        for name, user in vars(office).items()
        if isinstance(user, User)
    }
    assert may == {
        "coordinator": [False, False, True, True],
        "leader": [False, False, False, False],
        "clerk": [True, False, False, False],
        "colleague": [True, False, False, False],
        "reviewer": [False, True, False, False],
        "stranger": [False, False, False, False],
    }
    assert [manages(again(user)) for user in (office.coordinator, office.clerk)] == [True, False]


def test_the_buttons_of_a_sheet_are_those_that_each_may_press(office: Office, owed: Assignment, past: None) -> None:
    def buttons(user: User) -> list[str]:
        found = seen(user, owed)
        return possible_steps(again(user), found, found.submission)

    assert (buttons(office.clerk), buttons(office.reviewer), buttons(office.coordinator)) == (["submit"], [], [])
    fill(office.clerk, owed, GOOD)
    step(office.clerk, owed, "submit")
    assert buttons(office.clerk) == ["withdraw"]
    assert buttons(office.reviewer) == ["approve_department", "return_department"]
    step(office.reviewer, owed, "approve_department")
    assert (buttons(office.clerk), buttons(office.coordinator)) == ([], ["approve", "return"])
    step(office.coordinator, owed, "approve")
    assert buttons(office.coordinator) == ["return", "lock"]
    step(office.coordinator, owed, "lock")
    assert (buttons(office.clerk), buttons(office.coordinator)) == ([], ["restate"])


def test_what_waits_moves_from_one_to_the_next(office: Office, owed: Assignment, past: None) -> None:
    def waiting() -> list[int]:
        people = (office.clerk, office.reviewer, office.coordinator, office.leader)
        return [waiting_count(again(user)) for user in people]

    assert waiting() == [1, 0, 0, 0]
    fill(office.clerk, owed, GOOD)
    step(office.clerk, owed, "submit")
    assert waiting() == [0, 1, 0, 0]
    step(office.reviewer, owed, "approve_department")
    assert waiting() == [0, 0, 1, 0]
    assert [line.assignment.pk for line in to_do(again(office.coordinator))["review"]] == [owed.pk]
    step(office.coordinator, owed, "return", "口径不一致")
    assert waiting() == [1, 0, 0, 0]


def test_who_is_named_finds_the_sheet_of_another_office(office: Office, owed: Assignment) -> None:
    Assignment.objects.filter(pk=owed.pk).update(filler=Person.objects.get(user=office.stranger))
    assert places(office.stranger) == {"区经济信息委", "虎峰镇"}
    assert waiting_count(again(office.stranger)) == 2


def test_the_counts_of_a_round_follow_its_sheets(office: Office, owed: Assignment, town_owes: Assignment) -> None:
    asking = Round.objects.get()
    before = progress_of(again(office.coordinator), asking)
    assert (before.total, before.to_fill, before.overdue, before.handed_in) == (2, 2, 2, 0)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    Assignment.objects.filter(pk=owed.pk).update(extended_to=tomorrow, extended_why="统一核定")
    fill(office.stranger, town_owes, {"forest_cover": "61.2"})
    step(office.stranger, town_owes, "submit")
    after = progress_of(again(office.coordinator), asking)
    assert (after.to_fill, after.overdue, after.to_approve, after.late, after.handed_in) == (1, 0, 1, 1, 1)
    assert progress_of(again(office.clerk), asking).total == 1
    ((shown, counts),) = filing(again(office.leader))["rounds"]
    assert (shown.pk, counts.handed_in, counts.total) == (asking.pk, 1, 2)


def test_a_list_is_cut_by_what_is_asked(office: Office, owed: Assignment, town_owes: Assignment) -> None:
    fill(office.stranger, town_owes, {"forest_cover": "61.2"})
    step(office.stranger, town_owes, "submit")
    asking, user = Round.objects.get(), again(office.coordinator)

    def listed(**asked: object) -> list[str]:
        rows = selectors.list_assignments(user, asking, RoundFilters(**asked))  # type: ignore[arg-type]
        return [each.organisation.name for each in rows]

    assert listed(state="fill") == ["区经济信息委"]
    assert listed(state="approve") == ["虎峰镇"]
    assert listed(state="done") == []
    assert listed(words="虎峰") == ["虎峰镇"]
    assert listed(late=True) == ["区经济信息委", "虎峰镇"]
    (line,) = selectors.list_rounds(user, RoundFilters(words="年报", state="open", kind="yearly"))
    assert (line.owed, line.owing, line.waiting, line.done, line.late) == (2, 1, 1, 0, 1)
    assert not selectors.list_rounds(user, RoundFilters(words="月报")).exists()
    assert not selectors.list_rounds(user, RoundFilters(state="closed")).exists()


def test_lists_ask_one_query_however_many_there_are(
    office: Office, owed: Assignment, django_assert_num_queries: object
) -> None:
    user, asking = again(office.coordinator), owed.round
    assert selectors.list_rounds(user).count() == 1  # what she may do is known now
    with django_assert_num_queries(1):  # type: ignore[operator]
        [each.owed for each in selectors.list_rounds(user)]
    with django_assert_num_queries(1):  # type: ignore[operator]
        [each.organisation.name for each in selectors.list_assignments(user, asking)]
