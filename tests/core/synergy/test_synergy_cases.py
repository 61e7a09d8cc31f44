"""Every case of synergy.json: published pairs and series, and cases computed from a cited formula."""

import json
from pathlib import Path
from typing import Any

import pytest

from ditan.core.synergy.coupling import COUPLINGS, coupling, coupling_grade, grade
from ditan.core.synergy.elasticity import Meaning, Quadrant, co_control

CASES: dict[str, Any] = {
    each["id"]: each
    for each in json.loads((Path(__file__).parents[2] / "data/inventory/synergy.json").read_text())["cases"]
}
MEANINGS = {
    "co-control: pollutant reduced more": Meaning.POLLUTANT_MORE,
    "non-synergistic": Meaning.TRADE_OFF,
    "both increase": Meaning.BOTH_RISE,
}


def test_every_case_of_the_file_is_reproduced_here() -> None:
    assert set(CASES) == {
        "coupling_zhangye_2005_2017",
        "coupling_modified_pairs",
        "coupling_grades",
        "els_q1",
        "els_trade",
        "els_both",
    }


def test_the_coupling_of_zhangye_2005_to_2017() -> None:
    """唐志强、秦娜，张掖市新型城镇化与生态安全耦合协调发展研究，表 5–7 (ChinaXiv-202006.00126V1).

    The column that the paper heads 耦合协调度 is C, not D.
    """
    case = CASES["coupling_zhangye_2005_2017"]
    found = [coupling(*scores) for scores in case["inputs"]["U"]]

    assert [each.coupling for each in found] == pytest.approx(case["expected"]["published"], abs=case["tol"])
    assert [each.coupling for each in found] == pytest.approx(case["expected"]["C"], abs=1e-12)
    assert [each.coordination for each in found] == pytest.approx(case["expected"]["D_true"], abs=1e-12)
    assert [each.modified_coupling for each in found] == pytest.approx(case["expected"]["C_mod"], abs=1e-12)
    assert [each.modified_coordination for each in found] == pytest.approx(case["expected"]["D_mod"], abs=1e-12)


def test_the_modified_coupling_agrees_with_three_published_pairs() -> None:
    """王淑佳等 2021，自然资源学报 36(3)：793–810 表 8: C and C′ of 北京, 邯郸 and 承德 2008, whose scores are solved back."""
    case = CASES["coupling_modified_pairs"]
    scores = zip(case["expected"]["implied_U1"], case["expected"]["implied_U2"], strict=True)
    found = [coupling(*each) for each in scores]

    assert [each.coupling for each in found] == pytest.approx(case["inputs"]["C_original"], abs=case["tol"])
    assert [each.modified_coupling for each in found] == pytest.approx(case["inputs"]["C_modified"], abs=case["tol"])


def test_grades_are_those_of_the_published_table() -> None:
    """田深圳等 2021，地理学报 76(4)：781 表 1."""
    expected = CASES["coupling_grades"]["expected"]

    for low, high, name in expected["grades"]:
        assert grade(high) == name
        assert grade((low + high) / 2) == name
    for low, high, name in expected["coupling"]:
        assert coupling_grade(high) == name
        assert coupling_grade((low + high) / 2) == name
    assert [name for _, name in COUPLINGS] == [name for _, _, name in expected["coupling"]]


@pytest.mark.parametrize("name", ["els_q1", "els_trade", "els_both"])
def test_elasticities_with_their_signs(name: str) -> None:
    """Sign rules: PMC11666946 Table 2; coordinates: 毛显强、邢有凯，中国环境管理 2020，12(4)：20–28. Computed."""
    case = CASES[name]
    given = case["inputs"]
    found = co_control(given["ER_j"], given["Q_j"], given["ER_k"], given["Q_k"])

    assert found.elasticity == pytest.approx(case["expected"]["els"], abs=case["tol"])
    assert found.quadrant == Quadrant(case["expected"]["quadrant"])
    assert found.meaning == MEANINGS[case["expected"]["meaning"]]
