"""What is typed is kept as typed, cell by cell, and never over what somebody else wrote."""

from __future__ import annotations

import pytest

from ditan.base.audit.models import Entry
from ditan.base.directory.models import Person
from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.base.workflow.models import Assignment, Round
from ditan.base.workflow.rounds.errors import NotYours, WrongState
from ditan.base.workflow.rounds.services.arranging import close_round, delegate, extend, reopen_round
from ditan.base.workflow.rounds.services.filling import MOST_CELLS, Typed, comment, save_cells
from tests.base.access.conftest import MakePerson
from tests.base.workflow.rounds.conftest import Office, cells_of, fill, seen, step, texts

pytestmark = pytest.mark.django_db


def test_digits_of_full_width_and_separated_thousands_are_kept_as_typed(office: Office, owed: Assignment) -> None:
    fill(office.clerk, owed, {"coal": "１，２３４．５０", "gas": " 1,000 "})
    cells = cells_of(owed)
    assert (cells["coal"].reported, cells["coal"].number) == ("１，２３４．５０", 1234.5)
    assert (cells["gas"].reported, cells["gas"].number) == ("1,000", 1000)


@pytest.mark.parametrize(
    "text, state", [("未知", "unknown"), ("不适用", "not_applicable"), ("0", "number"), ("", "empty")]
)
def test_unknown_is_not_zero_and_neither_is_nothing(office: Office, owed: Assignment, text: str, state: str) -> None:
    fill(office.clerk, owed, {"coal": "3"})
    fill(office.clerk, owed, {"coal": text})
    assert cells_of(owed)["coal"].state == state


def test_a_bad_cell_leaves_the_good_ones_saved_and_itself_as_it_was(office: Office, owed: Assignment) -> None:
    fill(office.clerk, owed, {"gas": "30"})
    written = fill(office.clerk, owed, {"coal": "20.5", "gas": "=1+1"})
    assert [each.outcome for each in written] == ["saved", "refused"]
    assert texts(written) == ["", "“=1+1”以公式符号开头，未接受；请填写计算后的数值。"]
    assert cells_of(owed)["gas"].reported == "30"


def test_of_two_who_type_into_one_cell_the_second_is_shown_the_first(office: Office, owed: Assignment) -> None:
    cell = cells_of(owed)["coal"]
    fill(office.clerk, owed, {"coal": "20.5"})
    typed = [Typed(cell.asked_id, cell.version, "21.0")]
    (written,) = save_cells(user=office.colleague, assignment=seen(office.colleague, owed), typed=typed)
    assert written.outcome == "conflict"
    assert "已把这一格改为“20.5”" in written.message
    assert cells_of(owed)["coal"].reported == "20.5"


def test_two_who_typed_the_same_do_not_disagree(office: Office, owed: Assignment) -> None:
    cell = cells_of(owed)["coal"]
    fill(office.clerk, owed, {"coal": "20.5"})
    typed = [Typed(cell.asked_id, cell.version, "20.5")]
    (written,) = save_cells(user=office.colleague, assignment=seen(office.colleague, owed), typed=typed)
    assert (written.outcome, cells_of(owed)["coal"].version) == ("same", 2)


def test_saving_is_logged_with_what_was_typed(office: Office, owed: Assignment) -> None:
    fill(office.clerk, owed, {"coal": "20.5"}, coal="含洗煤")
    entry = Entry.objects.get(act="workflow.cells_saved")
    assert (entry.user_name, entry.after) == ("jingxin", {"coal": ["20.5", "含洗煤"]})


def test_who_may_look_may_not_type(office: Office, owed: Assignment) -> None:
    with pytest.raises(NotYours, match="不能填写"):
        fill(office.reviewer, owed, {"coal": "1"})
    with pytest.raises(NotAllowed):
        fill(office.leader, owed, {"coal": "1"})
    with pytest.raises(Assignment.DoesNotExist):
        fill(office.stranger, owed, {"coal": "1"})
    assert cells_of(owed)["coal"].reported == ""


def test_a_sheet_that_is_handed_in_takes_no_more(office: Office, town_owes: Assignment) -> None:
    fill(office.stranger, town_owes, {"forest_cover": "61.2"})
    step(office.stranger, town_owes, "submit")
    with pytest.raises(WrongState, match="请先撤回"):
        fill(office.stranger, town_owes, {"forest_cover": "62"})


def test_a_closed_round_takes_nothing_until_it_is_opened_again(office: Office, owed: Assignment) -> None:
    def version() -> int:
        return Round.objects.get(pk=owed.round_id).version

    with pytest.raises(WrongState, match="提前关闭的理由"):
        close_round(user=office.coordinator, pk=owed.round_id, version=version())
    close_round(user=office.coordinator, pk=owed.round_id, version=version(), reason="改由市局统一收数")
    with pytest.raises(WrongState, match="不在填报中"):
        fill(office.clerk, owed, {"coal": "1"})
    reopen_round(user=office.coordinator, pk=owed.round_id, version=version(), reason="补报")
    assert fill(office.clerk, owed, {"coal": "1"})[0].outcome == "saved"


def test_a_delegate_of_another_office_fills_in_and_loses_it_again(
    office: Office, owed: Assignment, make_person: MakePerson
) -> None:
    person = Person.objects.get(user=office.stranger)
    delegate(user=office.clerk, assignment=seen(office.clerk, owed), person=person)
    assert fill(office.stranger, owed, {"coal": "20.5"})[0].outcome == "saved"
    delegate(user=office.clerk, assignment=seen(office.clerk, owed), person=None)
    with pytest.raises(Assignment.DoesNotExist):
        seen(office.stranger, owed)


def test_more_time_is_given_for_a_reason_by_the_office_alone(office: Office, owed: Assignment) -> None:
    day = owed.due_on.replace(month=12)
    with pytest.raises(InvalidFields, match="延期理由"):
        extend(user=office.coordinator, assignment=seen(office.coordinator, owed), to=day, reason=" ")
    with pytest.raises(InvalidFields, match="晚于原截止日期"):
        extend(user=office.coordinator, assignment=seen(office.coordinator, owed), to=owed.due_on, reason="晚")
    with pytest.raises(NotAllowed):
        extend(user=office.clerk, assignment=seen(office.clerk, owed), to=day, reason="忙")
    extend(user=office.coordinator, assignment=seen(office.coordinator, owed), to=day, reason="市局统一核定")
    assert Assignment.objects.get(pk=owed.pk).last_day == day


def test_a_remark_says_something(office: Office, owed: Assignment) -> None:
    asked = cells_of(owed)["coal"].asked_id
    with pytest.raises(InvalidFields, match="1—1000"):
        comment(user=office.clerk, assignment=seen(office.clerk, owed), asked=asked, text="  ")


def test_a_paste_without_end_is_refused_whole(office: Office, owed: Assignment) -> None:
    typed = [Typed(cells_of(owed)["coal"].asked_id, 1, "1")] * (MOST_CELLS + 1)
    with pytest.raises(InvalidFields, match="分批"):
        save_cells(user=office.clerk, assignment=seen(office.clerk, owed), typed=typed)
