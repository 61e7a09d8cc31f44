"""The order of computed metrics, and formulas that cannot be saved because of others."""

from hypothesis import given
from hypothesis import strategies as st

from ditan.core.metrics import Catalogue, Entry, check_formula, dependents, generations, inputs_of
from tests.core.metrics.catalogues import CATALOGUE

CODES = "abcdefgh"


def catalogue(**formulas: str) -> Catalogue:
    return Catalogue.of([Entry(code, f"指标{code}", "%", formula=formula) for code, formula in formulas.items()])


def test_a_formula_that_fits_has_no_problem() -> None:
    assert check_formula("新建绿色建筑面积 / 新建建筑面积", "share", CATALOGUE) == []
    assert check_formula("  ", "share", CATALOGUE) == []


def test_a_metric_is_not_computed_from_itself() -> None:
    (problem,) = check_formula("指标a / 2", "a", catalogue(a=""))
    assert str(problem) == "第 1—3 个字：指标由自己算出：“指标a” → “指标a”；请去掉其中一处。"


def test_a_circle_is_told_with_every_metric_on_it() -> None:
    (problem,) = check_formula("指标d + 指标b", "a", catalogue(a="", b="指标c", c="指标a / 2", d=""))
    assert problem.code == "cycle"
    assert "“指标a” → “指标b” → “指标c” → “指标a”" in problem.message
    assert (problem.start, problem.end) == (6, 9)


def test_what_is_computed_comes_after_what_it_needs() -> None:
    assert generations({"share": ["green", "all"], "gap": ["share"], "all": ["homes"]}) == [["all"], ["share"], ["gap"]]


def test_a_circle_that_is_stored_all_the_same_is_left_out() -> None:
    assert generations({"a": ["b"], "b": ["a"], "c": ["x"]}) == [["c"]]


def test_dependents_follow_through_others() -> None:
    assert dependents(["homes"], {"share": ["all"], "gap": ["share"], "all": ["homes"], "far": ["x"]}) == {
        "all",
        "share",
        "gap",
    }


def test_a_stored_formula_that_cannot_be_read_has_no_inputs() -> None:
    assert inputs_of(catalogue(a="没有的指标", b="指标a")) == {"a": (), "b": ("a",)}


@given(st.dictionaries(st.sampled_from(CODES), st.lists(st.sampled_from(CODES), max_size=3)))
def test_no_metric_comes_before_what_it_needs(inputs: dict[str, list[str]]) -> None:
    done: set[str] = set()
    for group in generations(inputs):
        for code in group:
            assert all(needed in done or needed not in inputs for needed in inputs[code])
        done |= set(group)
