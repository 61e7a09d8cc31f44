"""How the log is told to people: names of acts, findings as lines, before and after side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.audit import words
from ditan.base.audit.differences import Difference, differences, shown
from ditan.base.audit.export import escaped
from ditan.base.audit.words import SIGN_IN_ACTS, TROUBLES, act_word, finding_text, known_acts, names_acts
from ditan.core.audit import Trouble


def test_an_act_without_a_name_is_shown_by_its_code() -> None:
    assert act_word("plans.item_confirmed") == "确认条目"
    assert act_word("somewhere.thing_done") == "somewhere.thing_done"


def test_an_app_names_its_own_acts() -> None:
    before = dict(words._acts)
    names_acts({"ledger.tonne_booked": "入账"})
    assert act_word("ledger.tonne_booked") == "入账"
    assert ("ledger.tonne_booked", "入账") in known_acts()
    words._acts.clear()
    words._acts.update(before)


def test_every_trouble_and_every_log_in_has_a_chinese_name() -> None:
    assert {each.value for each in Trouble} <= set(TROUBLES)
    assert [act for act in SIGN_IN_ACTS if act_word(act) == act] == []


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        ({"trouble": "changed", "block": 2, "row": 7, "until": None}, "内容被改动，区块 2，日志编号 7"),
        ({"trouble": "gap", "block": None, "row": 7, "until": 9}, "编号缺失，日志编号 7–9"),
        ({"trouble": "gap", "block": None, "row": 7, "until": 7}, "编号缺失，日志编号 7"),
        ({"trouble": "trigger", "name": "audit_entry_no_update"}, "防改触发器缺失，audit_entry_no_update"),
        ({"trouble": "archive", "name": "a.gz", "block": 3, "detail": "不在"}, "归档文件异常，区块 3，a.gz，不在"),
        ({"trouble": "strange"}, "strange"),
    ],
)
def test_a_finding_is_one_line(finding: dict[str, object], line: str) -> None:
    assert finding_text(finding) == line


def test_changed_fields_come_first() -> None:
    assert differences({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": [1, 2]}) == [
        Difference("b", "2", "3", True),
        Difference("c", "—", "1、2", True),
        Difference("a", "1", "1", False),
    ]


def test_what_is_new_or_gone_has_a_dash_on_the_other_side() -> None:
    assert differences(None, {"a": True}) == [Difference("a", "—", "是", True)]
    assert differences({"a": False}, None) == [Difference("a", "否", "—", True)]
    assert differences(None, None) == []


def test_a_value_that_is_no_mapping_stands_under_one_name() -> None:
    assert differences("旧", "新") == [Difference("值", "旧", "新", True)]


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), ("", "—"), ([], "—"), ({"b": 1}, '{"b": 1}'), ([{"a": 1}], '[{"a": 1}]')]
)
def test_values_are_shown_as_a_person_reads_them(value: object, text: str) -> None:
    assert shown(value) == text


@given(st.text())
def test_no_cell_of_an_export_is_a_formula(text: str) -> None:
    cell = escaped(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "|"))
    assert len(cell) <= 32_001
