"""Dictionaries and parameters kept on screen: what is stored, what the log says, what is refused and then unchanged."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.audit.models import Entry
from ditan.base.directory.errors import Changed, InvalidFields, NotAllowed
from ditan.base.directory.models import Dictionary, DictionaryEntry, Parameter
from ditan.base.directory.selectors.entries import dictionaries, parameters
from ditan.base.directory.services import (
    add_entry,
    change_entry,
    create_dictionary,
    create_parameter,
    edit_dictionary,
    set_parameter,
)
from ditan.base.directory.services.entries import KEY

pytestmark = pytest.mark.django_db


def stored() -> list[list[tuple[Any, ...]]]:
    """Every row that these services may write, and how long the log is."""
    tables = (Dictionary, DictionaryEntry, Parameter)
    return [*(list(each.objects.order_by("pk").values_list()) for each in tables), [(Entry.objects.count(),)]]


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def told(answer: Any) -> list[str]:
    """The messages that the next page shows."""
    return [str(each) for each in answer.context["messages"]]


@pytest.fixture
def parks(keeper: User) -> Dictionary:
    return create_dictionary(user=keeper, key="park_kind", name="园区类别")


@pytest.fixture
def days(keeper: User) -> Parameter:
    return create_parameter(user=keeper, key="review_days", name="审核时限", kind="number", value="5", unit="工作日")


def test_a_dictionary_is_made_and_renamed_with_its_reason_in_the_log(keeper: User) -> None:
    made = create_dictionary(user=keeper, key=" park_kind ", name=" 园区类别 ", note="台账用")
    assert (made.key, made.name, made.note) == ("park_kind", "园区类别", "台账用")
    edit_dictionary(user=keeper, pk=made.pk, name="园区种类", note="台账用", reason="按新口径")
    made.refresh_from_db()
    assert made.name == "园区种类"
    row = Entry.objects.order_by("-pk")[0]
    assert (row.act, row.detail) == ("directory.dictionary_changed", "按新口径")
    assert (row.before, row.after) == ({"name": "园区类别"}, {"name": "园区种类"})


def test_an_entry_is_switched_off_and_never_deleted(keeper: User, parks: Dictionary) -> None:
    made = add_entry(user=keeper, dictionary=parks, value="other", label="其他", position=9)
    kept = change_entry(user=keeper, pk=made.pk, label="其他", position=9, in_use=False, reason="不再使用")
    assert (kept.value, kept.label, kept.position, kept.in_use) == ("other", "其他", 9, False)
    row = Entry.objects.order_by("-pk")[0]
    assert (row.act, row.before, row.after) == ("directory.entry_changed", {"in_use": True}, {"in_use": False})
    before = stored()
    with pytest.raises(InvalidFields, match="停用的项请重新启用，不必再建"):
        add_entry(user=keeper, dictionary=parks, value="other", label="其它")
    assert stored() == before


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"key": "Park"}, "应以小写字母开头"),
        ({"key": ""}, "应以小写字母开头"),
        ({"key": "park_kind"}, "标识“park_kind”已用于“园区类别”"),
        ({"name": "  "}, "名称或值为空"),
        ({"name": "长" * 101}, "超过 100 个字符"),
        ({"note": "长" * 401}, "超过 400 个字符"),
    ],
)
def test_a_wrong_dictionary_is_refused_and_nothing_changes(
    keeper: User, parks: Dictionary, wrong: dict[str, str], says: str
) -> None:
    before = stored()
    with pytest.raises(InvalidFields, match=says):
        create_dictionary(user=keeper, **{"key": "fuel", "name": "燃料", **wrong})
    assert stored() == before


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"label": ""}, "名称或值为空"),
        ({"position": -1}, "排序应为 0—100000 的整数"),
        ({"position": 100_001}, "排序应为 0—100000 的整数"),
        ({"reason": " "}, "请填写修改理由"),
        ({"reason": "由" * 201}, "请填写修改理由"),
        ({}, "内容没有变化"),
    ],
)
def test_a_wrong_change_of_an_entry_is_refused_and_nothing_changes(
    keeper: User, parks: Dictionary, wrong: dict[str, Any], says: str
) -> None:
    made = add_entry(user=keeper, dictionary=parks, value="other", label="其他")
    before = stored()
    with pytest.raises(InvalidFields, match=says):
        change_entry(
            user=keeper, pk=made.pk, **{"label": "其他", "position": 0, "in_use": True, "reason": "试", **wrong}
        )
    assert stored() == before


def test_a_parameter_changes_with_its_reason_and_is_to_be_checked_again(keeper: User, days: Parameter) -> None:
    set_parameter(user=keeper, pk=days.pk, value="5", reason="核对原文", verified=True)
    kept = set_parameter(user=keeper, pk=days.pk, value=" 7 ", reason="会议纪要", seen="5")
    assert (kept.value, kept.verified) == ("7", False)
    row = Entry.objects.order_by("-pk")[0]
    assert (row.act, row.detail, row.target_name) == ("directory.parameter_set", "会议纪要", "审核时限")
    assert (row.before, row.after) == ({"value": "5", "verified": True}, {"value": "7", "verified": False})


def test_a_change_on_top_of_somebody_elses_is_refused(keeper: User, days: Parameter) -> None:
    set_parameter(user=keeper, pk=days.pk, value="7", reason="会议纪要")
    before = stored()
    with pytest.raises(Changed, match="刚被他人改为“7”；请刷新后再改"):
        set_parameter(user=keeper, pk=days.pk, value="6", reason="另一个理由", seen="5")
    assert stored() == before


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [("number", "12.5", "十二"), ("number", "-1", "nan"), ("date", "2026-07-01", "2026-02-30"), ("flag", "是", "true")],
)
def test_a_value_is_of_its_kind(keeper: User, kind: str, good: str, bad: str) -> None:
    made = create_parameter(user=keeper, key="some", name="某参数", kind=kind, value=good)
    before = stored()
    with pytest.raises(InvalidFields, match="请按“某参数”的类型填写"):
        set_parameter(user=keeper, pk=made.pk, value=bad, reason="试")
    with pytest.raises(InvalidFields, match="请按“某参数”的类型填写"):
        create_parameter(user=keeper, key="other", name="某参数", kind=kind, value=bad)
    assert stored() == before


def test_an_unknown_kind_of_parameter_is_refused(keeper: User) -> None:
    with pytest.raises(InvalidFields, match="类型“picture”不在可选范围"):
        create_parameter(user=keeper, key="some", name="某参数", kind="picture")
    assert Parameter.objects.count() == 0


def test_who_may_not_keep_them_sees_none_and_changes_none(
    reader: User, visitor: AnonymousUser, parks: Dictionary, days: Parameter
) -> None:
    before = stored()
    assert list(dictionaries(reader)) == list(parameters(reader)) == []
    assert list(dictionaries(visitor)) == list(parameters(visitor)) == []
    with pytest.raises(NotAllowed, match="维护字典、参数与行业分类"):
        set_parameter(user=reader, pk=days.pk, value="9", reason="试")
    with pytest.raises(NotAllowed):
        create_dictionary(user=reader, key="fuel", name="燃料")
    with pytest.raises(NotAllowed):
        add_entry(user=reader, dictionary=parks, value="a", label="甲")
    with pytest.raises(NotAllowed):
        create_parameter(user=reader, key="fuel", name="燃料", kind="text")
    assert stored() == before


@given(st.text(max_size=70))
def test_keys_are_lower_case_words_of_at_most_64_letters(key: str) -> None:
    plain = key.isascii() and key.replace("_", "a").isalnum() and key == key.lower()
    assert bool(KEY.fullmatch(key)) == (plain and 0 < len(key) <= 64 and key[0].isalpha())


def test_a_dictionary_is_kept_on_pages(keeper: User) -> None:
    client = browser(keeper)
    answer = client.post("/directory/dictionaries/new/", {"key": "park_kind", "name": "园区类别"}, follow=True)
    found = Dictionary.objects.get()
    assert answer.redirect_chain == [(f"/directory/dictionaries/{found.pk}/", 302)]
    client.post(f"/directory/dictionaries/{found.pk}/entries/", {"value": "a", "label": "工业园区", "position": "3"})
    client.post(f"/directory/dictionaries/{found.pk}/edit/", {"name": "园区种类", "reason": "按新口径"})
    entry = found.entries.get()
    sent = {"label": "工业园", "position": "4", "reason": "更名"}
    html = client.post(f"/directory/dictionaries/entries/{entry.pk}/", sent, follow=True).content.decode()
    entry.refresh_from_db()
    assert (entry.label, entry.position, entry.in_use) == ("工业园", 4, False)
    assert all(word in html for word in ("园区种类", "工业园", "停用", "共 <b>1</b> 条"))


def test_a_refused_button_leads_back_with_the_reason(keeper: User, parks: Dictionary) -> None:
    before = stored()
    here = f"/directory/dictionaries/{parks.pk}/"
    answer = browser(keeper).post(
        f"{here}entries/", {"value": "", "label": "甲", "position": "x", "next": here}, follow=True
    )
    assert answer.redirect_chain == [(here, 302)]
    assert told(answer) == ["名称或值为空；请填写。；排序应为 0—100000 的整数。"]
    assert stored() == before


def test_a_parameter_is_kept_on_pages(keeper: User) -> None:
    client = browser(keeper)
    sent = {"key": "review_days", "name": "审核时限", "kind": "number", "value": "5", "unit": "工作日"}
    client.post("/directory/dictionaries/parameters/new/", sent, follow=True)
    found = Parameter.objects.get()
    address = f"/directory/dictionaries/parameters/{found.pk}/"
    answer = client.post(address, {"value": "7", "seen": "5", "verified": "on", "reason": "会议纪要"}, follow=True)
    found.refresh_from_db()
    assert (found.value, found.verified) == ("7", True)
    assert told(answer) == ["参数“审核时限”已保存为“7”。"]
    assert all(word in answer.content.decode() for word in ("review_days", "工作日", "已核对"))


def test_the_search_finds_by_name_key_and_entry(keeper: User, parks: Dictionary, days: Parameter) -> None:
    add_entry(user=keeper, dictionary=parks, value="a", label="工业园区")
    assert [each.key for each in dictionaries(keeper, "工业")] == ["park_kind"]
    assert [each.key for each in dictionaries(keeper, "park")] == ["park_kind"]
    assert list(dictionaries(keeper, "燃料")) == []
    assert [each.key for each in parameters(keeper, "时限")] == ["review_days"]
    part = (
        browser(keeper)
        .get("/directory/dictionaries/parameters/", {"words": "无此"}, HTTP_HX_TARGET="listing")
        .content.decode()
    )
    assert part.startswith('<div class="listing"')
    assert "请放宽查询条件" in part


@pytest.mark.parametrize("page", ["dictionaries", "dictionaries/parameters"])
def test_the_lists_ask_as_many_questions_for_many_rows_as_for_one(
    keeper: User, parks: Dictionary, days: Parameter, page: str
) -> None:
    client = browser(keeper)
    client.get(f"/directory/{page}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/directory/{page}/")
    for number in range(15):
        made = create_dictionary(user=keeper, key=f"list_{number}", name=f"字典{number}")
        add_entry(user=keeper, dictionary=made, value="a", label="甲")
        create_parameter(user=keeper, key=f"parameter_{number}", name=f"参数{number}", kind="text")
    with CaptureQueriesContext(connection) as many:
        html = client.get(f"/directory/{page}/").content.decode()
    assert "共 <b>16</b> 条" in html
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "address",
    ["dictionaries/", "dictionaries/parameters/", "dictionaries/industries/", "dictionaries/industries/import/"],
)
def test_readers_of_the_directory_do_not_open_what_is_kept(reader: User, address: str) -> None:
    assert browser(reader).get(f"/directory/{address}").status_code == 403
