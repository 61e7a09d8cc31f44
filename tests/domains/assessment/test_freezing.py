"""What is frozen: computed again to the same digits, unmoved by what comes later, refused where a number is missing."""

from __future__ import annotations

import copy

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from ditan.base.directory.models import Organisation
from ditan.core.rubrics.frozen import digest_of
from ditan.domains.assessment import services
from ditan.domains.assessment.errors import NumberMissing, WrongState
from ditan.domains.assessment.models import Assessment, Cell, Snapshot
from ditan.domains.assessment.services.freezing import entropy_weights_in_force
from tests.domains.assessment.conftest import NAMES, Office, part, step

pytestmark = pytest.mark.django_db


def test_a_frozen_result_names_rules_people_and_places(office: Office, closed: Assessment) -> None:
    found = closed.snapshot
    sheet = found.content["results"]["sheets"][str(part(closed).pk)]
    about = found.content["about"]
    assert (sheet["total"], sheet["grade"], sheet["place"]) == ("91.5", "优秀", 4)
    assert about["people"] == {"self": ["ren0", "ren1", "ren2", "ren3"], "review": ["tongchou"], "final": ["tongchou"]}
    assert (about["rubric"]["number"], about["code_version"]) == (1, found.code_version)
    assert found.digest == digest_of(found.content)


def test_it_is_computed_again_to_the_same_digits_whatever_happened_since(office: Office, closed: Assessment) -> None:
    before = copy.deepcopy(closed.snapshot.content)
    Organisation.objects.filter(name=NAMES[0]).update(name="区发改委（更名）")
    Cell.objects.update(points=1, final_points=1)
    assert services.recompute(office.clerk, closed) == []
    assert Snapshot.objects.get().content == before


def test_the_database_refuses_to_change_it(closed: Assessment) -> None:
    with pytest.raises((IntegrityError, OperationalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_snapshot SET digest = 'x'")
    assert Snapshot.objects.get().digest == closed.snapshot.digest


def test_closing_with_a_missing_number_is_refused_and_names_it(office: Office, published: Assessment) -> None:
    Cell.objects.filter(participant=part(published, NAMES[2]), line="2").update(final_points=None, points=None)
    with pytest.raises(NumberMissing, match="还缺 1 个得分：区生态环境局“重点任务”"):
        step(office.coordinator, published, "close")
    assert Assessment.objects.get().state == "appeal"
    assert not Snapshot.objects.exists()


def test_there_is_nothing_to_compute_again_before_it_is_closed(office: Office, published: Assessment) -> None:
    with pytest.raises(WrongState, match="还没有定稿"):
        services.recompute(office.coordinator, published)


def test_entropy_weights_stay_those_of_the_first_year_of_a_plan_period(office: Office, closed: Assessment) -> None:
    weights = closed.snapshot.content["results"]["opinions"]["entropy"]["weights"]
    assert weights == {"1": "0.0000000000", "2": "1.0000000000"}
    places = list(office.places.values())
    options = {"rubric_version": closed.rubric_version, "organisations": places}
    later = services.begin_assessment(user=office.coordinator, title="2027", year=2027, **options)
    beyond = services.begin_assessment(user=office.coordinator, title="2031", year=2031, **options)
    assert entropy_weights_in_force(later) == ({"1": 0.0, "2": 1.0}, closed.title)
    assert entropy_weights_in_force(beyond) == (None, "")


@pytest.mark.parametrize(
    "name", sorted(set(services.__all__) - {"HeadDraft", "LineDraft", "possible_steps", "add_evidence"})
)
def test_each_write_stands_or_falls_with_its_row_of_the_log(name: str) -> None:
    service = getattr(services, name)
    assert hasattr(service, "__wrapped__"), f"{name} is not one transaction"
