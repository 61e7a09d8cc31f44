"""Draft items as a reader might give them, odd ones included."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ditan.core.reading import draft as d

words = st.text(alphabet=st.sampled_from("节能降碳森林覆盖率0123456789%（），。、 \n=+-A\x00\ud800'"), max_size=30)
names = words.map(lambda text: f"目标{text}")
numbers = st.one_of(st.floats(allow_nan=False, width=32), st.sampled_from([0.0, 1e308, -5.5, 14.5, float("inf")]))
years = st.one_of(st.none(), st.integers(0, 30000))
confidences = st.floats(-0.5, 1.5, allow_nan=False)
comparators: st.SearchStrategy[Any] = st.sampled_from(["=", ">=", "<=", ">", "<", "approx"])
bases: st.SearchStrategy[Any] = st.sampled_from(["level", "annual", "cumulative"])
departments = st.lists(
    st.sampled_from(["区发改委", "市生态环境局", "各镇街", "", "区住建委(建管站、质监站)"]), max_size=3
)

values = st.one_of(st.none(), st.builds(d.Value, st.one_of(st.none(), numbers), words, comparators)).filter(
    lambda cell: cell is None or cell.value is not None or bool(cell.text.strip("\n "))
)
value_rows = st.dictionaries(st.sampled_from(["2020", "2025", "2030年", "基期"]), values, max_size=4)


def span_in(length: int) -> st.SearchStrategy[tuple[int, int]]:
    """A span inside a text of this length."""
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: (min(pair), max(pair)))


def indicators(length: int) -> st.SearchStrategy[d.Indicator]:
    return st.builds(
        d.Indicator,
        quote=st.just(""),
        span=span_in(length),
        confidence=confidences,
        name=names,
        unit=words,
        category=words,
        nature=st.sampled_from([None, "约束性", "预期性", "引导性"]),
        department=words,
        basis=bases,
        values=value_rows,
        ambiguous=st.booleans(),
        alternatives=st.lists(value_rows, max_size=2).map(tuple),
        number=words,
        metric=st.just(""),
        unit_pint=st.just(""),
        table=words,
    )


def targets(length: int) -> st.SearchStrategy[d.Target]:
    return st.builds(
        d.Target,
        quote=st.just(""),
        span=span_in(length),
        confidence=confidences,
        name=names,
        value=st.one_of(st.none(), numbers, st.sampled_from(["不减少", "市级下达"])),
        unit=st.one_of(st.none(), words),
        year=years,
        comparator=comparators,
        base_year=years,
        base_value=st.one_of(st.none(), numbers),
        basis=bases,
        subject=words,
        stretch=st.booleans(),
        heading=st.one_of(st.none(), st.integers(-2, 5)),
        metric=st.just(""),
        unit_pint=st.just(""),
    )


def measures(length: int) -> st.SearchStrategy[d.Measure]:
    return st.builds(
        d.Measure,
        quote=st.just(""),
        span=span_in(length),
        confidence=confidences,
        number=words,
        title=names,
        text=words,
        lead=departments.map(tuple),
        cooperating=departments.map(tuple),
        roles=st.sampled_from(["split", "joint", "single", "unstated"]),
        category=words,
        deadline=st.sampled_from(["", "2025年", "2021-2023年", "长期"]),
        heading=st.one_of(st.none(), st.integers(-2, 5)),
        repeats=st.one_of(st.none(), st.integers(-1, 4)),
        department_span=st.one_of(st.none(), span_in(length)),
    )


def projects(length: int) -> st.SearchStrategy[d.Project]:
    quantity = st.builds(d.Quantity, numbers, words, words, words, span_in(length))
    funding = st.builds(d.Funding, numbers, st.one_of(st.none(), words), st.sampled_from(["", "column totals"]))
    investment = st.builds(
        d.Investment, st.one_of(st.none(), numbers), words, st.lists(funding, max_size=3).map(tuple), words
    )
    return st.builds(
        d.Project,
        quote=st.just(""),
        span=span_in(length),
        confidence=confidences,
        number=words,
        category=words,
        name=names,
        content=words,
        quantities=st.lists(quantity, max_size=2).map(tuple),
        period=st.sampled_from(["", "2021-2025", "2025-2021", "“十四五”", "长期"]),
        investment=st.one_of(st.none(), investment),
        lead=departments.map(tuple),
    )


def drafts(text: str) -> st.SearchStrategy[d.Draft]:
    """A draft of that text with some items of every kind."""

    def some(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
        return st.lists(items, max_size=4).map(tuple)

    length = len(text)
    return st.builds(
        d.Draft,
        name=st.just("任意.txt"),
        text=st.just(text),
        indicators=some(indicators(length)),
        targets=some(targets(length)),
        measures=some(measures(length)),
        tasks=some(measures(length)),
        projects=some(projects(length)),
    )
