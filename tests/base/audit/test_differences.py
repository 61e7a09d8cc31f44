"""Before and after of an act, as a person reads them."""

from __future__ import annotations

from ditan.base.audit.differences import differences


def test_fields_are_called_as_their_table_calls_them() -> None:
    (line,) = differences({"short_name": "发改委"}, {"short_name": "发展改革委"}, "directory.organisation")
    assert (line.name, line.before, line.after, line.changed) == ("简称", "发改委", "发展改革委", True)


def test_a_key_to_another_row_is_called_as_the_field_is() -> None:
    (line,) = differences(None, {"region_id": 7}, "directory.organisation")
    assert (line.name, line.before, line.after) == ("所在区划", "—", "7")


def test_a_choice_is_shown_by_its_label() -> None:
    (line,) = differences({"kind": "town"}, {"kind": "bank"}, "directory.organisation")
    assert (line.before, line.after) == ("镇街", "银行")


def test_what_no_table_has_is_called_by_the_common_word() -> None:
    (line,) = differences(None, {"reason": "统计口径调整"}, "plans.nothing_known")
    assert (line.name, line.after) == ("理由", "统计口径调整")


def test_an_unknown_name_is_shown_as_it_was_logged() -> None:
    (line,) = differences({"odd": 1}, {"odd": 1}, "")
    assert (line.name, line.changed) == ("odd", False)


def test_changed_fields_stand_first_and_nothing_is_lost() -> None:
    lines = differences({"name": "甲", "kind": "town"}, {"name": "甲", "kind": "bank"}, "directory.organisation")
    assert [(line.name, line.changed) for line in lines] == [("类别", True), ("名称", False)]


def test_permissions_are_called_by_what_they_allow() -> None:
    (line,) = differences(None, {"permissions": ["audit.view_log", "gone.away"]}, "access.role")
    assert line.after == "查看操作日志、gone.away"
