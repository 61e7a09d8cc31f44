"""The text on the review desk: whole, in order, each item at its place, and what the desk offers to whom."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.domains.plans.models import Heading, Indicator, Measure, PlanDocument, Target
from ditan.domains.plans.services import confirm_above, confirm_item, edit_item, reject_item
from tests.domains.plans.drafts import TEXT
from tests.web.conftest import text_of


def desk_of(client: Client, plan: PlanDocument, query: str = "") -> str:
    return text_of(client.get(f"/plans/{plan.pk}/review/{query}"))


def source_of(page: str) -> str:
    """The HTML of the source text."""
    return page[page.index('id="source"') : page.index("</section>", page.index('id="source"'))]


def pieces(page: str) -> list[tuple[int, str]]:
    """Each stretch of the shown text with the place that it says it has."""
    found = re.findall(r'<span[^>]*data-s="(\d+)"[^>]*>([^<]*)</span>', source_of(page))
    return [(int(start), html.unescape(words)) for start, words in found]


def test_the_whole_text_is_shown_in_order(guest: Client, plan: PlanDocument) -> None:
    shown = pieces(desk_of(guest, plan))
    assert "".join(words for _start, words in shown) == TEXT.replace("\n", "")


def test_every_stretch_says_where_it_stands(guest: Client, plan: PlanDocument) -> None:
    shown = pieces(desk_of(guest, plan))
    assert [words for start, words in shown if TEXT[start : start + len(words)] != words] == []
    assert [start for start, _words in shown] == sorted(start for start, _words in shown)


def test_the_marked_stretches_of_an_item_are_its_quote(guest: Client, plan: PlanDocument) -> None:
    source = source_of(desk_of(guest, plan))
    marked = re.findall(r'<span[^>]*data-i="([^"]*)"[^>]*>([^<]*)</span>', source)
    for item in (Indicator.objects.get(name="用水总量"), Measure.objects.get(form="measure")):
        words = "".join(html.unescape(text) for identities, text in marked if item.identity in identities.split())
        assert words == item.quote


def test_each_item_opens_at_one_place(guest: Client, plan: PlanDocument) -> None:
    source = source_of(desk_of(guest, plan))
    for target in Target.objects.all():
        assert source.count(f'data-at="{target.identity}"') == 1


def test_headings_stand_out_by_their_depth(guest: Client, plan: PlanDocument) -> None:
    source = source_of(desk_of(guest, plan))
    start = TEXT.index("一、主要目标")
    assert re.search(rf'<p class="hd hd1" data-s="{start}">', source)


def test_the_jump_lists_the_headings_at_their_places(guest: Client, plan: PlanDocument) -> None:
    page = desk_of(guest, plan)
    jumps = re.findall(
        r'<option value="(\d+)">[^<]*', page[page.index('id="outline-jump"') : page.index("source__hint")]
    )
    assert [int(start) for start in jumps] == list(Heading.objects.order_by("position").values_list("start", flat=True))


def test_tabs_count_what_waits(desk: Client, plan: PlanDocument, coordinator: User) -> None:
    confirm_above(user=coordinator, plan=plan, confidence=0.9, kinds=["target"])
    page = desk_of(desk, plan)
    waiting = dict(re.findall(r'data-tab="(\w+)".*?data-waiting>(\d+)<', page, re.S))
    assert waiting == {"indicator": "2", "target": "0", "measure": "1", "task": "1", "project": "1", "finding": "1"}
    assert '<b id="desk-done">2</b>' in page


def test_doubtful_items_are_told_apart(guest: Client, plan: PlanDocument) -> None:
    page = desk_of(guest, plan)
    water = Indicator.objects.get(name="用水总量")
    forest = Indicator.objects.get(name="森林覆盖率")
    card = {item: re.search(rf'<article[^>]*id="{item.identity}"[^>]*>', page) for item in (water, forest)}
    assert card[water] is not None
    assert card[forest] is not None
    assert "data-doubtful" in card[water][0]
    assert "data-doubtful" not in card[forest][0]
    assert 'data-sure="60"' in card[water][0]
    assert 'data-sure="95"' in card[forest][0]


def test_cards_stand_in_the_order_of_the_text(guest: Client, plan: PlanDocument) -> None:
    page = desk_of(guest, plan)
    cards = re.findall(r'<article[^>]*id="(\w+-\d+)"', page)
    stored = {item.identity: item.start for model in (Target, Indicator, Measure) for item in model.objects.all()}
    places = [stored[identity] for identity in cards if identity in stored]
    assert places == sorted(places)


def test_an_address_names_the_item_to_open(guest: Client, plan: PlanDocument) -> None:
    target = Target.objects.order_by("pk")[0]
    assert f'data-wanted="{target.identity}"' in desk_of(guest, plan, f"?item={target.identity}")
    assert 'data-wanted="&quot;&gt;x"' in desk_of(guest, plan, "?item=%22%3Ex")


@pytest.mark.parametrize(
    ("action", "state", "label"),
    [
        ("none", "proposed", "待审核"),
        ("confirm", "confirmed", "已确认"),
        ("edit", "edited", "修改"),
        ("reject", "rejected", "已驳回"),
    ],
)
def test_a_card_tells_its_state_in_code_and_in_words(
    desk: Client, plan: PlanDocument, coordinator: User, action: str, state: str, label: str
) -> None:
    target = Target.objects.get(name="森林覆盖率")
    key = {"user": coordinator, "kind": "target", "pk": target.pk, "version": target.version}
    acts = {
        "none": lambda: None,
        "confirm": lambda: confirm_item(**key),
        "edit": lambda: edit_item(**key, changes={"value": "60"}),
        "reject": lambda: reject_item(**key),
    }
    acts[action]()
    card = text_of(desk.get(f"/plans/review/target/{target.pk}/"))
    head = card[: card.index("</header>")]
    assert f'data-state="{state}"' in head
    assert label in head


def test_the_desk_offers_each_decision_to_a_reviewer_and_none_to_a_reader(
    desk: Client, guest: Client, plan: PlanDocument
) -> None:
    offered = re.findall(r'<button[^>]*data-act="(\w+)"', desk_of(desk, plan))
    assert {"confirm", "edit", "reject", "reopen"} <= set(offered)
    assert re.findall(r'<button[^>]*data-act="(\w+)"', desk_of(guest, plan)) == []


def test_a_reader_s_card_offers_nothing(guest: Client, plan: PlanDocument) -> None:
    water = Indicator.objects.get(name="用水总量")
    card = text_of(guest.get(f"/plans/review/indicator/{water.pk}/"))
    assert "data-act=" not in card
    assert "<form" not in card


def test_a_stale_item_says_that_it_is_no_longer_read(guest: Client, plan: PlanDocument) -> None:
    Target.objects.filter(name="森林覆盖率").update(stale=True)
    target = Target.objects.get(name="森林覆盖率")
    card = text_of(guest.get(f"/plans/review/target/{target.pk}/"))
    assert "最近一次重新读取没有读出本条，请核对原文" in card


def test_an_item_that_a_person_added_says_so(desk: Client, plan: PlanDocument) -> None:
    form = {"kind": "target", "start": "0", "end": "4", "name": "绿道里程", "value": "200", "unit": "公里"}
    desk.post(f"/plans/{plan.pk}/review/add/", form)
    target = Target.objects.get(origin="person")
    card = text_of(desk.get(f"/plans/review/target/{target.pk}/"))
    assert "人工" in card
    assert "绿道里程" in card


@pytest.mark.parametrize("kind", ["indicator", "target", "measure", "task", "project"])
def test_the_form_for_a_new_item_holds_the_selected_words(desk: Client, plan: PlanDocument, kind: str) -> None:
    start = TEXT.index("储能电站项目")
    page = text_of(desk.get(f"/plans/{plan.pk}/review/add/?kind={kind}&start={start}&end={start + 6}"))
    assert 'value="储能电站项目"' in page
    assert f'name="start" value="{start}"' in page
    assert f'name="end" value="{start + 6}"' in page


def test_the_desk_of_a_plan_without_items_says_so(guest: Client, plan: PlanDocument) -> None:
    for model in (Target, Indicator, Measure):
        model.objects.all().delete()
    plan.project_set.all().delete()
    plan.findings.all().delete()
    page = desk_of(guest, plan)
    assert "<article" not in page
    assert '<span id="desk-all">0</span>' in page
    assert "".join(words for _start, words in pieces(page)) == TEXT.replace("\n", "")
