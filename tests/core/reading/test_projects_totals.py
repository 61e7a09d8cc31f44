"""Columns decided by printed totals."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.projects.totals import Options, Total, decide, printed_total

EITHER = frozenset((0, 1))
ANY = frozenset((0, 1, 2))


def exact(*amounts: int) -> list[Total]:
    return [Total(amount, amount) for amount in amounts]


def test_a_total_with_fewer_decimals_is_taken_as_rounded() -> None:
    assert printed_total(263993.3, 1, 2) == Total(26399325, 26399334)
    assert printed_total(60499.93, 2, 2) == Total(6049993, 6049993)
    assert printed_total(172886, 0, 2) == Total(17288550, 17288649)
    assert printed_total(100, 0, 0) == Total(100, 100)


def test_an_amount_too_large_for_a_column_stands_in_the_other() -> None:
    rows = [((700,), (EITHER,)), ((200,), (EITHER,)), ((50,), (EITHER,))]

    assert decide(rows, exact(750, 200)) == [(frozenset({0}),), (frozenset({1}),), (frozenset({0}),)]


def test_a_column_takes_what_it_cannot_do_without() -> None:
    rows = [((500,), (EITHER,)), ((300,), (EITHER,)), ((300,), (frozenset({1}),))]

    assert decide(rows, exact(500, 600)) == [(frozenset({0}),), (frozenset({1}),), (frozenset({1}),)]


def test_the_last_digits_decide() -> None:
    rows = [((1013,), (EITHER,)), ((2000,), (EITHER,)), ((3000,), (EITHER,))]

    decided = decide(rows, exact(3013, 3000))

    assert decided is not None
    assert decided[0] == (frozenset({0}),)


def test_two_equal_amounts_stay_open() -> None:
    rows = [((100,), (EITHER,)), ((100,), (EITHER,))]

    assert decide(rows, exact(100, 100)) == [(EITHER,), (EITHER,)]


def test_amounts_of_a_row_stand_in_rising_columns() -> None:
    rows = [((300, 100), (ANY, ANY)), ((50,), (ANY,))]

    assert decide(rows, exact(300, 100, 50)) == [(frozenset({0}), frozenset({1})), (frozenset({2}),)]


def test_totals_that_the_amounts_cannot_give_decide_nothing() -> None:
    assert decide([((100,), (EITHER,))], exact(90, 20)) is None
    assert decide([((100,), (EITHER,)), ((100,), (EITHER,))], exact(150, 50)) is None


def test_no_rows_and_no_totals_are_no_contradiction() -> None:
    assert decide([], exact(0, 0)) == []


def every_way(rows: list[tuple[tuple[int, ...], Options]], totals: list[Total]) -> list[tuple[tuple[int, ...], ...]]:
    choices = [list(combinations(range(len(totals)), len(amounts))) for amounts, _ in rows]
    found = []
    for ways in product(*choices):
        sums = [0] * len(totals)
        for (amounts, _), way in zip(rows, ways, strict=True):
            for amount, column in zip(amounts, way, strict=True):
                sums[column] += amount
        if all(total.least <= one <= total.most for one, total in zip(sums, totals, strict=True)):
            found.append(ways)
    return found


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.integers(min_value=1, max_value=999), min_size=1, max_size=2),
            st.integers(min_value=0, max_value=2),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_no_column_that_some_true_way_uses_is_ever_taken_away(drawn: list[tuple[list[int], int]]) -> None:
    rows: list[tuple[tuple[int, ...], Options]] = []
    sums = [0, 0, 0]
    for amounts, choice in drawn:
        choices = list(combinations(range(3), len(amounts)))
        way = choices[choice % len(choices)]
        for amount, column in zip(amounts, way, strict=True):
            sums[column] += amount
        rows.append((tuple(amounts), (ANY,) * len(amounts)))
    totals = exact(*sums)

    decided = decide(rows, totals)

    assert decided is not None
    for ways in every_way(rows, totals):
        for options, way in zip(decided, ways, strict=True):
            assert all(column in option for option, column in zip(options, way, strict=True))
