"""Departments under their printed and their canonical names."""

from __future__ import annotations

import pytest

from ditan.base.records.models import Subject
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.names import canonical_in, lexicon

pytestmark = pytest.mark.django_db


def plan_of(code: str, name: str) -> PlanDocument:
    return PlanDocument(title=f"{name}规划", region=Subject(kind="region", code=code, name=name))


@pytest.mark.parametrize(
    ("code", "region", "printed", "canonical"),
    [
        ("500151", "铜梁区", ["区发改委"], ["铜梁区发展改革委"]),
        ("500151", "铜梁区", ["区发展改革委"], ["铜梁区发展改革委"]),
        ("500103", "渝中区", ["区生态环境局", "区经信委"], ["渝中区生态环境局", "渝中区经济信息委"]),
        ("500151", "铜梁区", ["市生态环境局", "市场监管局"], ["重庆市生态环境局", "重庆市市场监管局"]),
        ("500151", "铜梁区", ["区天文台", "各镇街"], ["", ""]),
        ("500151", "铜梁区", [], []),
    ],
)
def test_names_resolve_in_the_region_of_their_plan(
    code: str, region: str, printed: list[str], canonical: list[str]
) -> None:
    assert canonical_in(plan_of(code, region))(printed) == canonical


def test_what_the_reader_resolved_goes_first() -> None:
    known = {"区天文台": "铜梁区天文台"}
    assert canonical_in(plan_of("500151", "铜梁区"), known)(["区天文台", "区发改委"]) == [
        "铜梁区天文台",
        "铜梁区发展改革委",
    ]


def test_a_plan_without_a_region_resolves_nothing_of_a_district() -> None:
    assert canonical_in(PlanDocument(title="某规划"))(["区发改委"]) == [""]


def test_the_lexicon_is_loaded_once() -> None:
    assert lexicon() is lexicon()
