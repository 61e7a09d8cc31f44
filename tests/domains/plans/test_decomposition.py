"""A target taken apart into years and units: versions with reasons, reconciliation, adjustment by what was executed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ditan.base.audit.models import Entry
from ditan.base.directory.models import Organisation
from ditan.base.records.models import Subject
from ditan.base.records.services import record
from ditan.base.reporting.tables import Table, as_xlsx
from ditan.core.decomposition import Trajectory
from ditan.domains.plans.errors import Changed, ImportRefused, InvalidFields, NotAllowed, NotAvailable
from ditan.domains.plans.exchange.part_import import parts_sent, read_parts
from ditan.domains.plans.exchange.parts import parts_table
from ditan.domains.plans.models import PlanDocument, TargetPart, TrackedTarget
from ditan.domains.plans.selectors.decomposition import decomposable, decomposition, newest_of
from ditan.domains.plans.services.decomposition import (
    PartInput,
    adjust_years,
    confirm_parts,
    propose_years,
    save_all,
    save_years,
    share_out,
)
from ditan.domains.plans.services.standings import refresh
from tests.domains.plans.addresses import tracked_of
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db
LINEAR = Trajectory.LINEAR


@pytest.fixture
def office(coordinator: User) -> User:
    """The coordinating office: all of plans, and recorded values."""
    coordinator.user_permissions.add(*Permission.objects.filter(content_type__app_label="records"))
    return User.objects.get(pk=coordinator.pk)


@pytest.fixture
def forest(plan: PlanDocument, office: User) -> TrackedTarget:
    """森林覆盖率 from 49.5 % in 2020 to at least 51 % in 2025."""
    tracked = tracked_of("indicator", plan)
    tracked.base_year, tracked.base_value, tracked.comparator = 2020, 49.5, ">="
    tracked.save()
    return tracked


def proposed(user: User, tracked: TrackedTarget) -> list[TargetPart]:
    return propose_years(user=user, pk=tracked.pk, seen=newest_of(tracked), trajectory=LINEAR)


def years_of(user: User, tracked: TrackedTarget) -> list[tuple[int | None, float | None, int]]:
    return [(row.part.year, row.part.value, row.part.version) for row in decomposition(user, tracked.pk).years]


def test_five_years_become_annual_targets_that_a_person_confirms(office: User, forest: TrackedTarget) -> None:
    proposed(office, forest)
    assert years_of(office, forest) == [
        (2021, 49.8, 1),
        (2022, 50.1, 1),
        (2023, 50.4, 1),
        (2024, 50.7, 1),
        (2025, 51, 1),
    ]
    assert decomposition(office, forest.pk).messages[0].text == "年度路径到 2025 年为 51%，与总目标一致。"
    assert decomposition(office, forest.pk).unconfirmed == 5
    assert confirm_parts(user=office, pk=forest.pk, seen=newest_of(forest)) == 5
    assert decomposition(office, forest.pk).unconfirmed == 0
    assert list(Entry.objects.filter(act__startswith="plans.parts_").values_list("act", flat=True).order_by("pk")) == [
        "plans.parts_proposed",
        "plans.parts_confirmed",
    ]


def test_a_change_is_a_new_version_with_a_reason_and_the_old_one_stays(office: User, forest: TrackedTarget) -> None:
    proposed(office, forest)
    rows = [PartInput(row.part.year, value=row.part.value) for row in decomposition(office, forest.pk).years]
    rows[1] = PartInput(2022, value=50.2)
    with pytest.raises(InvalidFields) as refused:
        save_years(user=office, pk=forest.pk, seen=newest_of(forest), rows=rows)
    assert refused.value.errors == {"reason": "修改已有的分解须写明理由"}
    assert forest.parts.count() == 5
    made = save_years(user=office, pk=forest.pk, seen=newest_of(forest), rows=rows, reason="区政府常务会议调整")
    assert [(part.year, part.value, part.version, part.reason) for part in made] == [
        (2022, 50.2, 2, "区政府常务会议调整")
    ]
    assert list(forest.parts.filter(year=2022).values_list("value", "is_current").order_by("version")) == [
        (50.1, False),
        (50.2, True),
    ]
    assert save_years(user=office, pk=forest.pk, seen=newest_of(forest), rows=rows) == []


def test_a_year_that_is_left_out_is_withdrawn_and_can_come_back(office: User, forest: TrackedTarget) -> None:
    proposed(office, forest)
    rows = [PartInput(row.part.year, value=row.part.value) for row in decomposition(office, forest.pk).years]
    save_years(user=office, pk=forest.pk, seen=newest_of(forest), rows=rows[1:], reason="2021年已过")
    assert [year for year, _value, _version in years_of(office, forest)] == [2022, 2023, 2024, 2025]
    save_years(user=office, pk=forest.pk, seen=newest_of(forest), rows=rows, reason="恢复")
    assert years_of(office, forest)[0] == (2021, 49.8, 3)


def test_parts_that_contradict_the_whole_cannot_be_confirmed(office: User, forest: TrackedTarget) -> None:
    save_years(user=office, pk=forest.pk, seen=0, rows=[PartInput(2024, value=50), PartInput(2025, value=50.5)])
    (message,) = decomposition(office, forest.pk).messages
    assert message.text == "2025 年的年度目标 50.5%达不到总目标 51%；请改为总目标的数值。"
    with pytest.raises(NotAvailable, match="还有 1 处须改正"):
        confirm_parts(user=office, pk=forest.pk, seen=newest_of(forest))
    assert not forest.parts.filter(confirmed=True).exists()


def test_two_people_cannot_overwrite_each_other(office: User, forest: TrackedTarget) -> None:
    seen = newest_of(forest)
    proposed(office, forest)
    with pytest.raises(Changed):
        save_years(user=office, pk=forest.pk, seen=seen, rows=[PartInput(2025, value=52)], reason="改")
    assert forest.parts.count() == 5


def test_who_may_not_manage_targets_changes_nothing(reader: User, forest: TrackedTarget) -> None:
    with pytest.raises(NotAllowed):
        propose_years(user=reader, pk=forest.pk, seen=0, trajectory=LINEAR)
    assert forest.parts.count() == 0


def test_who_sees_plans_alone_sees_no_target_taken_apart(office: User, forest: TrackedTarget) -> None:
    proposed(office, forest)
    onlooker = User.objects.create_user("onlooker")
    onlooker.user_permissions.add(Permission.objects.get(codename="view_plans"))
    with pytest.raises(TrackedTarget.DoesNotExist):
        decomposition(onlooker, forest.pk)
    assert list(decomposable(onlooker)) == []


def test_a_target_without_a_value_waits_for_the_one_handed_down(office: User, forest: TrackedTarget) -> None:
    TrackedTarget.objects.filter(pk=forest.pk).update(value=None, printed="市级下达", handing="awaiting")
    refresh([forest.pk])
    with pytest.raises(NotAvailable, match="请先登记下达值"):
        proposed(office, forest)


def test_what_was_executed_stands_beside_the_budget_and_the_years_left_take_on_the_rest(
    office: User, forest: TrackedTarget
) -> None:
    proposed(office, forest)
    for period, number in (("2021", 49.6), ("2022", 49.8)):
        record(
            user=office, subject=forest.subject, metric=forest.metric, period=period, number=number, status="final",
            origin="manual",
        )  # fmt: skip
    first, second, third = decomposition(office, forest.pk).years[:3]
    assert first.off is not None
    assert second.off is not None
    assert round(first.off.difference, 6) == -0.2
    assert (second.off.standing, third.executed, third.off) == ("worse", None, None)
    adjust_years(user=office, pk=forest.pk, seen=newest_of(forest), trajectory=LINEAR, reason="2022年欠账分摊到余年")
    assert years_of(office, forest) == [
        (2021, 49.8, 1),
        (2022, 50.1, 1),
        (2023, 50.2, 2),
        (2024, 50.6, 2),
        (2025, 51, 1),
    ]


def test_units_share_a_year_by_weight_and_are_held_against_it(office: User, forest: TrackedTarget) -> None:
    town = Organisation.objects.create(name="铜山区巴川街道办事处", short_name="巴川街道", kind="town")
    proposed(office, forest)
    rows = [PartInput(2023, "巴川街道", 48, 1), PartInput(2023, "区林业局", 52, 2)]
    made = share_out(user=office, pk=forest.pk, seen=newest_of(forest), year=2023, rule="share", rows=rows)
    assert (made[0].organisation, made[0].parent, made[1].organisation) == (
        town,
        forest.parts.get(year=2023, organisation_name=""),
        None,
    )
    (share,) = decomposition(office, forest.pk).shares
    assert (share.year, share.whole) == (2023, 50.4)
    assert [(each.code, each.level) for each in share.messages] == [("surplus", "note")]
    record(
        user=office, subject=record_subject(town), metric=forest.metric, period="2023", number=47.5, status="final",
        origin="manual",
    )  # fmt: skip
    (share,) = decomposition(office, forest.pk).shares
    assert share.rows[0].off is not None
    assert share.rows[0].off.difference == -0.5


def record_subject(organisation: Organisation) -> Subject:
    return Subject.objects.create(kind="organisation", code=str(organisation.pk), name=organisation.name)


@pytest.mark.parametrize(
    "rows, message",
    [
        ([PartInput(None, "甲", 1), PartInput(None, "甲", 2)], "出现了两次，每个单位或年度只能有一行"),
        ([PartInput(None, "甲", float("inf"))], "数值不是有限的数"),
        ([PartInput(None, "甲", 1, 0)], "权重应大于 0"),
    ],
)
def test_rows_that_cannot_be_stored_are_named_and_nothing_is_kept(
    office: User, forest: TrackedTarget, rows: list[PartInput], message: str
) -> None:
    with pytest.raises(InvalidFields) as refused:
        share_out(user=office, pk=forest.pk, seen=0, year=None, rule="sum", rows=rows)
    assert refused.value.errors == {"甲": message}
    assert forest.parts.count() == 0


def test_units_of_a_year_wait_for_the_year(office: User, forest: TrackedTarget) -> None:
    with pytest.raises(NotAvailable, match="2023 年还没有年度目标"):
        share_out(user=office, pk=forest.pk, seen=0, year=2023, rule="sum", rows=[PartInput(2023, "甲", 1)])


def test_the_page_keeps_what_was_typed_where_it_is_refused(office: User, forest: TrackedTarget) -> None:
    browser = signed_in(office, Client())
    act = reverse("plans:decomposition_act", args=[forest.pk])
    assert browser.post(act, {"action": "propose", "seen": "0", "trajectory": "linear"}).status_code == 302
    answer = browser.post(
        act, {"action": "years", "seen": newest_of(forest), "year-0": "2021", "value-0": "五十", "reason": "试"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“五十”不是数值" in text
    assert 'value="五十"' in text
    assert 'value="试"' in text
    assert forest.parts.count() == 5
    stale = browser.post(act, {"action": "years", "seen": "0", "year-0": "2021", "value-0": "50", "reason": "试"})
    assert stale.status_code == 409


def test_the_list_tells_what_is_parted_and_the_file_holds_every_part(office: User, forest: TrackedTarget) -> None:
    proposed(office, forest)
    share_out(
        user=office, pk=forest.pk, seen=newest_of(forest), year=None, rule="same", rows=[PartInput(None, "=甲", 51)]
    )
    (row,) = decomposable(office, parted="yes")
    assert (row.years_parted, row.units_parted, row.waiting) == (5, 1, True)
    assert list(decomposable(office, parted="no")) == []
    browser = signed_in(office, Client())
    assert "待确认" in browser.get(reverse("plans:decompositions")).content.decode()
    file = browser.get(reverse("plans:decomposition_file", args=[forest.pk]), {"format": "csv"})
    lines = file.content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[6].split(",")[1]) == (7, "'=甲")
    found = browser.get(f"/api/plans/decomposition/{forest.pk}").json()
    assert [each["budget"] for each in found["years"]] == [49.8, 50.1, 50.4, 50.7, 51]
    assert found["units"][0]["parts"][0]["organisation"] == "=甲"


def test_a_page_takes_the_same_number_of_queries_whatever_the_number_of_parts(
    office: User, forest: TrackedTarget
) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            decomposition(office, forest.pk)
        return len(queries)

    proposed(office, forest)
    before = counted()
    rows = [PartInput(None, f"单位{number}", 51) for number in range(20)]
    share_out(user=office, pk=forest.pk, seen=newest_of(forest), year=None, rule="same", rows=rows)
    assert counted() == before


def workbook(*rows: tuple[object, ...]) -> bytes:
    """A workbook of parts: 年度, 承担单位, 分解方式, 权重, 预算（目标值）."""
    table = Table("分解", ("年度", "承担单位", "分解方式", "权重", "预算（目标值）"), rows)  # type: ignore[arg-type]
    return as_xlsx(table)


def taken_in(user: User, tracked: TrackedTarget, data: bytes, reason: str = "") -> list[TargetPart]:
    report = read_parts(decomposition(user, tracked.pk), data)
    assert report.refused == 0
    years, shared = parts_sent(report.payload)
    seen = newest_of(tracked)
    return save_all(user=user, pk=tracked.pk, seen=seen, years=years, shared=shared, reason=reason)


def test_a_workbook_of_parts_says_row_by_row_what_it_would_do_and_then_does_it(
    office: User, forest: TrackedTarget
) -> None:
    proposed(office, forest)
    data = workbook(
        (2024, "", "", None, 50.7), (2025, "", "", None, 51.2), (2025, "区林业局", "各单位同一目标", None, 51)
    )
    report = read_parts(decomposition(office, forest.pk), data)
    assert [(row.row, row.year, row.name, row.outcome, row.before) for row in report.rows] == [
        (2, 2024, "", "same", 50.7),
        (3, 2025, "", "changed", 51.0),
        (4, 2025, "区林业局", "new", None),
        (0, 2021, "", "withdrawn", 49.8),
        (0, 2022, "", "withdrawn", 50.1),
        (0, 2023, "", "withdrawn", 50.4),
    ]
    assert report.changes == 5
    assert TargetPart.objects.count() == 5
    with pytest.raises(InvalidFields):
        taken_in(office, forest, data)
    assert TargetPart.objects.count() == 5
    assert len(taken_in(office, forest, data, reason="区政府常务会议确定")) == 5
    assert years_of(office, forest) == [(2024, 50.7, 1), (2025, 51.2, 2)]
    shares = decomposition(office, forest.pk).shares
    assert [(share.year, [row.part.organisation_name for row in share.rows]) for share in shares] == [
        (2025, ["区林业局"])
    ]


def test_an_exported_workbook_taken_in_again_changes_nothing(office: User, forest: TrackedTarget) -> None:
    proposed(office, forest)
    data = as_xlsx(parts_table(decomposition(office, forest.pk)))
    report = read_parts(decomposition(office, forest.pk), data)
    assert (report.refused, report.changes, {row.outcome for row in report.rows}) == (0, 0, {"same"})
    assert taken_in(office, forest, data) == []


def test_rows_of_a_workbook_that_cannot_be_taken_in_say_why(office: User, forest: TrackedTarget) -> None:
    data = workbook(
        ("二〇二五", "", "", None, 51),
        (2025, "", "", None, "约51"),
        (2025, "", "", None, 51),
        (2025, "", "", None, 52),
        (2024, "区林业局", "", None, 50),
        (2025, "区林业局", "随便", None, 50),
        ("", "", "", None, 50),
        (2025, "=HYPERLINK(1)", "", None, 50),
    )
    problems = [row.problem for row in read_parts(decomposition(office, forest.pk), data).rows]
    for said, words in zip(
        problems,
        (
            "年度“二〇二五”应为四位数字",
            "预算（目标值）“约51”不是数值",
            "与第 3 行是同一项",
            "与第 3 行是同一项",
            "2024 年没有年度目标",
            "分解方式“随便”应为",
            "年度和承担单位都没有填",
            "以公式符号开头",
        ),
        strict=True,
    ):
        assert words in said
    with pytest.raises(ImportRefused):
        read_parts(decomposition(office, forest.pk), b"")


def test_the_page_reads_a_workbook_of_parts_and_stores_what_was_shown(office: User, forest: TrackedTarget) -> None:
    desk = signed_in(office)
    address = reverse("plans:decomposition_act", args=[forest.pk])
    file = SimpleUploadedFile("parts.xlsx", workbook((2025, "", "", None, 51)))
    shown = desk.post(address, {"action": "read", "seen": "0", "file": file}).content.decode()
    assert "写入 1 项" in shown
    assert TargetPart.objects.count() == 0
    desk.post(address, {"action": "import", "seen": "0", "parts": '[[2025, "", "", null, 51]]'})
    assert years_of(office, forest) == [(2025, 51, 1)]
    broken = desk.post(address, {"action": "import", "seen": "1", "parts": '[["x"]]'})
    assert (broken.status_code, TargetPart.objects.count()) == (422, 1)
