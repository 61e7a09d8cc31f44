"""What pages of reporting send, read into values: nothing that a browser can send breaks it."""

from __future__ import annotations

import datetime

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.refusal import InvalidFields
from ditan.base.workflow.models import Round
from ditan.base.workflow.rounds import forms
from ditan.base.workflow.rounds.services.arranging import Asked, Owed
from ditan.base.workflow.rounds.views.answers import version_of
from ditan.base.workflow.rounds.views.sheets import typed_of

Day = datetime.date


def sent(text: str) -> QueryDict:
    return QueryDict(text)


def test_the_fields_of_a_round_are_read_and_what_is_no_day_is_none() -> None:
    data = sent(
        "title=月报&kind=monthly&period=+2026M10+&opens_on=2026-11-02&due_on=11月10日&remind_days=x&status=flash"
    )
    assert forms.round_values(data) == {
        "title": "月报",
        "kind": "monthly",
        "period": "2026M10",
        "opens_on": Day(2026, 11, 2),
        "due_on": None,
        "remind_days": None,
        "status": "flash",
        "note": "",
    }


def test_periods_to_choose_from_begin_with_this_year_and_none_lies_ahead() -> None:
    choices = forms.period_choices(Day(2026, 3, 18))
    codes = [code for code, _name in choices]
    assert codes[0] == "2026"
    assert "2026M03" in codes
    assert "2026M04" not in codes
    assert "2026Q2" not in codes
    assert "2024M01" in codes
    assert dict(choices)["2025M12"] == "2025年12月"
    assert len(codes) == len(set(codes))


def test_metrics_come_in_the_order_of_their_numbers_and_new_ones_last() -> None:
    data = sent(
        "metric=1&metric=2&metric=3&position-1=3&position-2=1&position-3=2&add=9&add=2&required-2=on&section-3=能源"
    )
    assert forms.asked_of(data) == [
        Asked(2, required=True),
        Asked(3, required=False, section="能源"),
        Asked(1, required=False),
        Asked(9),
    ]


def test_a_part_needs_a_whole_that_is_chosen_too_and_is_not_itself() -> None:
    data = sent("metric=1&metric=2&metric=3&part-1=2&part-2=2&part-3=8")
    assert [each.part_of for each in forms.asked_of(data)] == [2, None, None]


def test_each_organisation_owes_all_its_own_or_the_chosen_metrics() -> None:
    data = sent(
        "organisation=1&organisation=2&organisation=3&share-1=all&share-2=responsible&share-3=chosen"
        "&metrics-3=11&metrics-3=x&subject-1=5&reviewer-1=7&add=4&add=1"
    )
    assert forms.owed_of(data, {2: (21, 22), 4: (41,)}) == [
        Owed(1, subject=5, reviewer=7),
        Owed(2, metrics=(21, 22)),
        Owed(3, metrics=(11,)),
        Owed(4, metrics=(41,)),
    ]


def test_filters_that_make_no_sense_ask_nothing() -> None:
    assert forms.filters_of(sent("state=open&late=1&words=虎峰")).late
    assert not forms.filters_of(sent("late=yes")).late
    assert len(forms.filters_of(sent("words=" + "长" * 500)).words) == 100


def test_a_search_area_offers_what_can_be_asked() -> None:
    filters = forms.filters_of(sent("state=open"))
    assert [(each.name, each.value) for each in forms.round_controls(filters)] == [
        ("words", ""),
        ("state", "open"),
        ("kind", ""),
    ]
    assert [each.name for each in forms.assignment_controls(filters)] == ["words", "state", "late"]


@pytest.mark.parametrize("text, version", [("3", 3), ("", 0), ("-1", 0), ("１", 0), ("9" * 20, 0), ("x", 0)])
def test_a_version_that_is_none_fits_none(text: str, version: int) -> None:
    assert version_of({"version": text}) == version


@given(
    st.dictionaries(st.sampled_from(["metric", "add", "position-1", "part-1", "organisation", "share-1"]), st.text())
)
def test_no_form_breaks_the_reading(fields: dict[str, str]) -> None:
    data = QueryDict(mutable=True)
    data.update(fields)
    assert all(isinstance(each.metric, int) for each in forms.asked_of(data))
    assert all(isinstance(each.organisation, int) for each in forms.owed_of(data, {}))


def test_cells_of_a_request_are_read_with_what_is_left_out() -> None:
    (typed,) = typed_of(b'{"cells": [{"asked": 3, "version": 2, "note": "x", "verified": true}]}')
    assert (typed.asked, typed.version, typed.reported, typed.note, typed.verified) == (3, 2, None, "x", True)
    (plain,) = typed_of(b'{"cells": [{"asked": 3, "version": 2, "reported": "1", "verified": "yes"}]}')
    assert (plain.reported, plain.verified) == ("1", False)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff",
        b"null",
        b'{"cells": null}',
        b'{"cells": [3]}',
        b'{"cells": [{"asked": true, "version": 1}]}',
        b'{"cells": [{"asked": 1, "version": 99999999999999999999}]}',
        b'{"cells": [{"asked": 1, "version": 1, "reported": 3}]}',
        b'{"cells": [{"version": 1}]}',
    ],
)
def test_a_request_that_holds_no_cells_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidFields) as refused:
        typed_of(body)
    assert refused.value.errors["cells"] == "请求内容无法识别；请刷新页面后重试。"


def test_a_request_without_end_is_refused_before_it_is_read() -> None:
    with pytest.raises(InvalidFields) as refused:
        typed_of(b" " * 2_000_001)
    assert "请分批粘贴" in refused.value.errors["cells"]


@pytest.mark.parametrize(
    ("period", "title", "then", "called"),
    [
        ("2025", "2025年度低碳年报", "2026", "2026年度低碳年报"),
        ("2025Q4", "2025年四季度能耗季报", "2026Q1", "2026年一季度能耗季报"),
        ("2025M01-12", "2025年1—12月快报", "2026M01-01", "2026年1—1月快报"),
        ("2025-06-30", "2025年6月30日普查", "2025-06-30", "2025年6月30日普查"),
        ("没有这样的", "旧数据", "2024", "旧数据"),
    ],
)
def test_a_round_that_follows_another_is_called_after_its_own_period(
    period: str, title: str, then: str, called: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms.timezone, "localdate", lambda: Day(2025, 12, 1))
    source = Round(title=title, kind="yearly", period=period, opens_on=Day(2026, 1, 5), due_on=Day(2026, 1, 20))
    typed = forms.round_after(source, Day(2026, 3, 1))
    assert (typed["period"], typed["title"]) == (then, called)


def test_as_many_days_as_before_are_given_from_today() -> None:
    source = Round(title="年报", kind="yearly", period="2025", opens_on=Day(2026, 1, 5), due_on=Day(2026, 1, 20))
    typed = forms.round_after(source, Day(2027, 2, 1))
    assert (typed["opens_on"], typed["due_on"]) == ("2027-02-01", "2027-02-16")
