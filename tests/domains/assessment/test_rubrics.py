"""Rubrics: drafted, refused, issued once, revised as another version; the examples that are shipped."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from ditan.base.append_only import Unchangeable
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.core.rubrics import faults, from_plain, score
from ditan.domains.assessment import services
from ditan.domains.assessment.errors import RubricFaulty, WrongState
from ditan.domains.assessment.models import Rubric, RubricVersion
from ditan.domains.assessment.services.shipped import shipped_examples
from tests.domains.assessment.conftest import HEAD, LINES, Office, drafted

EXAMPLES = {row["shipped"]: row for row in shipped_examples()}
CASES = {
    case["id"]: case
    for case in json.loads(Path("tests/data/methods/assessment.json").read_text(encoding="utf-8"))["cases"]
}


@pytest.mark.django_db
def test_a_rubric_is_issued_and_its_draft_is_gone(office: Office) -> None:
    rubric = drafted(office.coordinator)
    made = services.issue(user=office.coordinator, rubric=rubric, version=rubric.version)
    rubric.refresh_from_db()
    assert (made.number, made.name, made.basis) == (1, HEAD.name, HEAD.basis)
    assert [line["points"] for line in made.content["lines"]] == ["60", "40", "3"]
    assert rubric.draft is None


@pytest.mark.django_db
def test_weights_that_do_not_add_to_100_are_refused_by_name_and_the_draft_stays(office: Office) -> None:
    rubric = drafted(office.coordinator, LINES[1:])
    with pytest.raises(RubricFaulty, match="合计 40 分，应为 100 分，还差 60 分"):
        services.issue(user=office.coordinator, rubric=rubric, version=rubric.version)
    kept = Rubric.objects.get()
    assert (kept.version, kept.draft) == (rubric.version, rubric.draft)
    assert not RubricVersion.objects.exists()


@pytest.mark.django_db
def test_an_issued_version_cannot_be_edited_only_revised_with_a_reason(office: Office, issued: RubricVersion) -> None:
    rubric = issued.rubric
    rubric.refresh_from_db()
    with pytest.raises(WrongState, match="已发布的版本不能修改"):
        services.save_line(user=office.coordinator, rubric=rubric, version=rubric.version, draft=LINES[0], code="1")
    rubric.refresh_from_db()
    rubric = services.revise(user=office.coordinator, rubric=rubric, version=rubric.version)
    lines = (replace(LINES[0], points="50"), replace(LINES[1], points="50"))
    for line in lines:
        rubric = services.save_line(
            user=office.coordinator, rubric=rubric, version=rubric.version, draft=line, code=line.code
        )
    with pytest.raises(RubricFaulty, match="请写明修订理由"):
        services.issue(user=office.coordinator, rubric=rubric, version=rubric.version)
    second = services.issue(user=office.coordinator, rubric=rubric, version=rubric.version, reason="任务加重")
    assert (second.number, second.reason) == (2, "任务加重")
    assert RubricVersion.objects.get(number=1).content == issued.content


@pytest.mark.django_db
def test_the_database_refuses_to_change_an_issued_version(issued: RubricVersion) -> None:
    issued.basis = "另一份文件"
    with pytest.raises(Unchangeable):
        issued.save()
    with pytest.raises((IntegrityError, OperationalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_rubricversion SET basis = 'x'")


@pytest.mark.django_db
def test_of_two_who_edit_one_is_told(office: Office) -> None:
    rubric = drafted(office.coordinator)
    services.drop_line(user=office.coordinator, rubric=rubric, version=rubric.version, code="3")
    with pytest.raises(Changed, match="刚由他人修改"):
        services.drop_line(user=office.coordinator, rubric=rubric, version=rubric.version, code="2")
    assert [row["code"] for row in Rubric.objects.get().draft["lines"]] == ["1", "2"]


@pytest.mark.django_db
def test_a_line_names_each_field_that_is_wrong(office: Office) -> None:
    rubric = drafted(office.coordinator)
    wrong = services.LineDraft("2", " ", "四十", "tiers", parameters={"compare": "at_most"})
    with pytest.raises(InvalidFields) as refused:
        services.save_line(user=office.coordinator, rubric=rubric, version=rubric.version, draft=wrong)
    assert set(refused.value.errors) == {"code", "name", "points", "parameters.tiers"}


@pytest.mark.django_db
def test_a_department_keeps_no_rubrics(office: Office) -> None:
    with pytest.raises(NotAllowed):
        services.begin(user=office.clerk, name="部门自拟")
    assert not Rubric.objects.exists()


@pytest.mark.django_db
def test_an_example_is_a_beginning_and_is_never_changed_itself(office: Office) -> None:
    assert services.load_examples() == services.load_examples() == len(EXAMPLES)
    example = Rubric.objects.get(shipped="shaanxi-2019")
    with pytest.raises(WrongState, match="示例只供参考"):
        services.issue(user=office.coordinator, rubric=example, version=example.version)
    mine = services.begin(user=office.coordinator, name="本区细则", like=example)
    assert (mine.example, mine.basis) == (False, example.basis)
    assert [row["points"] for row in mine.draft["lines"]] == ["20", "20"]


@pytest.mark.parametrize("shipped", EXAMPLES)
def test_an_example_has_a_source_and_lacks_nothing_but_the_lines_that_are_not_published(shipped: str) -> None:
    row = EXAMPLES[shipped]
    found = faults(from_plain(row["content"]))
    assert row["basis"]
    assert [fault.message for fault in found if "应为 100 分" not in fault.message] == []
    assert row["verified"] == (shipped in ("shaanxi-2019", "log-progress"))


def test_shipped_examples_give_the_published_scores() -> None:
    def total(shipped: str, given: dict[str, Any]) -> Any:
        sheet = score(from_plain(EXAMPLES[shipped]["content"]), given)
        return sheet.total if not sheet.missing else sheet

    assert total("shaanxi-2019", {"1": {"completion": 92}, "2": {"completion": 105}}) == Decimal("38.4")
    for annual, cumulative, points in CASES["score_huairou"]["expected"]["cases"]:
        given = {"1": {"年度达标": annual, "累计达标": cumulative}, "2": {"actual": 125, "target": 100}}
        assert total("huairou", given) == points
    for ratio, points in CASES["score_huairou"]["expected"]["total"]:
        given = {"1": {"年度达标": False, "累计达标": False}, "2": {"actual": 100 * ratio, "target": 100}}
        assert total("huairou", given) == points
    assert total("city-bonus", {"1": {"completion": 125}, "2": {"completion": 90}}) == 41
    veto = score(from_plain(EXAMPLES["ndrc-2014"]["content"]), {"1": {"completion": 99}, "2": {"completion": 100}})
    assert (veto.grade, veto.vetoed_by) == ("不合格", ("1",))
