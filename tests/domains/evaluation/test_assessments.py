"""The closed assessments of the year, as an evaluation tells them."""

from __future__ import annotations

from ditan.domains.assessment.models import Assessment
from ditan.domains.evaluation.gathering.assessments import assessments_of
from tests.domains.assessment.conftest import (  # noqa: F401 - fixtures
    Office,
    closed,
    issued,
    make_organisation,
    make_person,
    office,
    published,
    roles,
    running,
)


def test_closed_scores_are_told_with_the_digest_that_they_were_frozen_under(office: Office, closed: Assessment) -> None:  # noqa: F811
    (found,) = assessments_of(office.coordinator, closed.year)
    assert (found.title, len(found.rows)) == (closed.title, 4)
    assert [place for _, _, place in found.rows] == sorted(place for _, _, place in found.rows if place is not None)
    assert all(score is not None for _, score, _ in found.rows)
    assert found.note.text.endswith(f"摘要 {closed.snapshot.digest[:12]}")
    assert assessments_of(office.coordinator, closed.year - 1) == ()


def test_scores_that_are_still_open_to_appeal_are_not_told(office: Office, published: Assessment) -> None:  # noqa: F811
    assert assessments_of(office.coordinator, published.year) == ()
