"""The tables of projects and of the screening of 两高."""

from __future__ import annotations

import datetime

import pytest

from ditan.core.machines import PROJECT, SCREENING, ProjectContext, ScreeningContext, TransitionRefused

DAY = datetime.date(2025, 3, 1)
RECORD = ScreeningContext(document_number="铜两高审〔2025〕3号", day=DAY)


def test_a_project_goes_from_the_stock_to_its_end() -> None:
    state = PROJECT.apply(
        "stock", "approve", ProjectContext(document_number="铜发改〔2025〕7号", day=DAY, two_high=False)
    )
    state = PROJECT.apply(state, "start", ProjectContext(day=DAY))
    assert PROJECT.label(PROJECT.apply(state, "finish", ProjectContext(day=DAY))) == "完工"


@pytest.mark.parametrize(
    ("state", "step", "context", "words"),
    [
        ("stock", "approve", ProjectContext(day=DAY, two_high=False), "填写批复文号"),
        ("stock", "approve", ProjectContext(document_number="1号", two_high=False), "填写日期"),
        ("stock", "approve", ProjectContext(document_number="1号", day=DAY), "先判定是否“两高”项目"),
        ("stock", "approve", ProjectContext(document_number="1号", day=DAY, two_high=True), "“两高”项目先通过审查"),
        ("approved", "start", ProjectContext(), "填写日期"),
        ("under_way", "finish", ProjectContext(day=DAY, quantities_open=1), "或说明理由"),
        ("under_way", "cancel", ProjectContext(reason=" "), "填写理由"),
        ("done", "reopen", ProjectContext(), "填写理由"),
    ],
)
def test_what_keeps_a_project_back_is_said(state: str, step: str, context: ProjectContext, words: str) -> None:
    with pytest.raises(TransitionRefused, match=words):
        PROJECT.apply(state, step, context)


def test_a_project_ends_without_all_figures_where_the_reason_is_given() -> None:
    context = ProjectContext(day=DAY, quantities_open=2, reason="设计变更，取消二期")
    assert PROJECT.apply("under_way", "finish", context) == "done"


def test_a_two_high_project_is_approved_once_it_was_screened() -> None:
    context = ProjectContext(document_number="1号", day=DAY, two_high=True, screened=True)
    assert PROJECT.apply("stock", "approve", context) == "approved"


def test_a_project_is_not_built_before_it_is_approved() -> None:
    with pytest.raises(TransitionRefused, match="储备"):
        PROJECT.apply("stock", "start", ProjectContext(day=DAY))


@pytest.mark.parametrize(
    ("step", "context", "words"),
    [
        ("pass", ScreeningContext(unanswered=1), "清单四项都有结论"),
        ("pass", ScreeningContext(unfounded=1), "写明依据文号"),
        ("pass", ScreeningContext(unmet=1), "没有“不符合”的项"),
        ("pass", ScreeningContext(conditions=1), "附条件通过"),
        ("bind", RECORD, "列出附加条件"),
        ("refuse", RECORD, "填写理由"),
    ],
)
def test_what_keeps_a_screening_back_is_said(step: str, context: ScreeningContext, words: str) -> None:
    with pytest.raises(TransitionRefused, match=words):
        SCREENING.apply("checking", step, context)


def test_a_screening_is_passed_and_opened_again() -> None:
    assert SCREENING.apply("checking", "pass", RECORD) == "passed"
    bound = ScreeningContext(document_number="3号", day=DAY, unmet=1, conditions=2)
    assert SCREENING.apply("checking", "bind", bound) == "conditional"
    assert SCREENING.apply("conditional", "reopen", ScreeningContext(reason="产能置换方案调整")) == "checking"
