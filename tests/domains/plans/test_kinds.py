"""The kinds: draft → content → rows → content → draft, whatever the reader read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ditan.core.reading import draft as d
from ditan.domains.plans import services
from ditan.domains.plans.kinds import KINDS, content_of, essence, fit, kind_of, shown
from ditan.domains.plans.kinds.types import Choice
from ditan.domains.plans.models import Indicator, Measure, PlanDocument, Project, Target
from ditan.domains.plans.proposals import propose
from ditan.domains.plans.services.applying import stored_items
from tests.domains.plans.drafts import TEXT, minimal_draft
from tests.domains.plans.strategies import drafts

whatever = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def forget_items(plan: PlanDocument) -> None:
    for kind in KINDS.values():
        kind.rows().filter(plan=plan).delete()


@pytest.mark.django_db
@whatever
@given(draft=drafts(TEXT))
def test_what_a_draft_proposes_is_what_its_rows_say(plan: PlanDocument, draft: d.Draft) -> None:
    forget_items(plan)
    services.apply_draft(plan=plan, draft=draft)
    for name, proposals in propose(draft).items():
        stored = {item.key: item for item in stored_items(KINDS[name], plan)}
        assert {each.key for each in proposals} == set(stored)
        for each in proposals:
            said = essence(KINDS[name], content_of(stored[each.key]))
            assert said == essence(KINDS[name], each.content)


@pytest.mark.slow
@pytest.mark.django_db
@whatever
@given(draft=drafts(TEXT))
def test_every_stored_item_survives_an_edit_that_changes_nothing(
    plan: PlanDocument, coordinator: Any, draft: d.Draft
) -> None:
    forget_items(plan)
    services.apply_draft(plan=plan, draft=draft)
    for kind in KINDS.values():
        for item in stored_items(kind, plan):
            before = content_of(item)
            texts = {field.name: text for field, text in shown(item)}
            services.edit_item(user=coordinator, kind=kind.name, pk=item.pk, version=item.version, changes=texts)
            assert content_of(kind.rows().get(pk=item.pk)) == before


@pytest.mark.django_db
@whatever
@given(draft=drafts(TEXT))
def test_every_stored_span_holds_its_quote(plan: PlanDocument, draft: d.Draft) -> None:
    forget_items(plan)
    services.apply_draft(plan=plan, draft=draft)
    for kind in KINDS.values():
        for item in stored_items(kind, plan):
            assert TEXT[item.start : item.end] == item.quote
    for project in Project.objects.prefetch_related("quantities"):
        assert all(TEXT[each.start : each.end] == each.quote for each in project.quantities.all())


@pytest.mark.slow
@pytest.mark.django_db
@whatever
@given(draft=drafts(TEXT))
def test_reading_the_same_draft_twice_is_reading_it_once(plan: PlanDocument, draft: d.Draft) -> None:
    forget_items(plan)
    services.apply_draft(plan=plan, draft=draft)
    before = {kind: [(item.pk, item.version) for item in stored_items(spec, plan)] for kind, spec in KINDS.items()}
    outcome = services.apply_draft(plan=plan, draft=draft)
    after = {kind: [(item.pk, item.version) for item in stored_items(spec, plan)] for kind, spec in KINDS.items()}
    assert (outcome.added, outcome.gone) == (0, 0)
    assert after == before


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_an_item_goes_back_to_the_draft_item_that_it_came_from(plan: PlanDocument, kind: str) -> None:
    spec = KINDS[kind]
    for item, read in zip(stored_items(spec, plan), getattr(minimal_draft(), spec.plural), strict=True):
        place = d.Item(item.quote, (item.start, item.end), item.confidence)
        made = spec.make_draft(item, spec.content_of(item), place)
        assert spec.read_draft(made) == spec.read_draft(read)
        assert (made.quote, made.span, made.confidence) == (read.quote, read.span, read.confidence)


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_content_has_every_field_and_shows_nothing_but_defaults(kind: str) -> None:
    spec = KINDS[kind]
    blank = spec.blank()
    assert set(blank) == {field.name for field in spec.fields}
    for field in spec.fields:
        if not isinstance(field.type, Choice):
            assert field.type.show(blank[field.name]).strip() in ("", "否")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_knows_its_fields_by_name(kind: str) -> None:
    spec = KINDS[kind]
    assert all(spec.field(field.name) is field for field in spec.fields)
    with pytest.raises(KeyError, match="has no field"):
        spec.field("colour")


@pytest.mark.parametrize("kind", KINDS)
def test_labels_are_chinese_and_told_apart(kind: str) -> None:
    labels = [str(field.label) for field in KINDS[kind].fields]
    assert len(set(labels)) == len(labels)
    assert all(any("\u4e00" <= character <= "\u9fff" for character in label) for label in labels)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (Indicator(), "indicator"),
        (Target(), "target"),
        (Measure(form="measure"), "measure"),
        (Measure(form="task"), "task"),
        (Project(), "project"),
    ],
)
def test_an_item_tells_its_kind(item: Any, kind: str) -> None:
    assert kind_of(item).name == item.kind == kind


@given(st.text(max_size=700))
def test_a_content_is_cut_to_its_columns(text: str) -> None:
    cut = fit(KINDS["target"].fields, {"name": text, "value": 5.0, "unit": text})
    assert len(cut["name"]) <= 300
    assert len(cut["unit"]) <= 100
    assert cut["value"] == 5.0
    assert "\x00" not in cut["name"]


def test_the_essence_of_a_project_leaves_out_where_its_quantities_stand() -> None:
    content = KINDS["project"].read_draft(minimal_draft().projects[0])
    assert content["quantities"][0]["start"] is not None
    assert essence(KINDS["project"], content)["quantities"][0]["start"] is None
    target = KINDS["target"].read_draft(minimal_draft().targets[0])
    assert essence(KINDS["target"], target) is target


@pytest.mark.django_db
def test_a_unit_is_known_to_the_registry_when_it_is_stored_and_when_it_is_edited(
    plan: PlanDocument, coordinator: Any
) -> None:
    forest = Target.objects.get(name="森林覆盖率")
    assert forest.unit_pint == "percent"
    services.edit_item(user=coordinator, kind="target", pk=forest.pk, version=1, changes={"unit": "万吨标准煤"})
    forest.refresh_from_db()
    assert forest.unit_pint == "wan_tce"


@pytest.mark.django_db
def test_the_due_year_of_an_indicator_is_the_last_that_has_a_value(plan: PlanDocument, coordinator: Any) -> None:
    forest = Indicator.objects.get(name="森林覆盖率")
    changes = {"values": {"2030": "", "2035": "—"}}
    services.edit_item(user=coordinator, kind="indicator", pk=forest.pk, version=1, changes=changes)
    forest.refresh_from_db()
    assert forest.due_year == 2025


@pytest.mark.django_db
def test_a_cell_that_holds_nothing_is_kept_as_nothing(plan: PlanDocument, coordinator: Any) -> None:
    forest = Indicator.objects.get(name="森林覆盖率")
    services.edit_item(
        user=coordinator, kind="indicator", pk=forest.pk, version=1, changes={"values": {"2030": "", "2035": "0"}}
    )
    values = content_of(Indicator.objects.get(pk=forest.pk))["values"]
    assert values["2030"] is None
    assert values["2035"] == {"value": 0.0, "text": "0", "comparator": "="}
