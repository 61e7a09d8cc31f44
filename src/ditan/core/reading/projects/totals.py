"""Which column an amount stood in, decided by the printed totals of the columns.

A flattened table keeps a row's amounts and loses their columns. Three sound rules take columns away from an amount,
over and over until none applies: it does not fit into what is left of a column's total; without it a column cannot
reach its total; no way to hand out all amounts gives the totals' last digits. An amount with one column left is
decided. Nothing is guessed: where the totals allow two columns, both stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

MOST_STATES = 2500
"""Residues that one pass may hold; a finer modulus that would need more is left out."""

Options = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A column's printed total in the smallest unit (0.01 of the printed one), with the bounds that rounding leaves."""

    least: int
    most: int


def printed_total(number: float, decimals: int, finest: int) -> Total:
    """The bounds of a total: exact where it shows as many decimals as its parts, else rounded to those it shows.

    >>> printed_total(263993.3, 1, 2)
    Total(least=26399325, most=26399334)
    """
    exact = round(number * 10**finest)
    if decimals >= finest:
        return Total(exact, exact)
    half = 10 ** (finest - decimals) // 2
    return Total(exact - half, exact + half - 1)


def decide(rows: Sequence[tuple[tuple[int, ...], Options]], totals: Sequence[Total]) -> list[Options] | None:
    """The columns that each amount may still stand in, None where the amounts cannot give the totals.

    Parameters
    ----------
    rows
        For each row its amounts, in the smallest unit, and the columns (0, 1, …) that each may stand in. The amounts of
        a row stand in rising columns.
    totals
        The printed total of each column.

    Examples
    --------
    >>> either = frozenset((0, 1))
    >>> decide([((700,), (either,)), ((200,), (either,)), ((50,), (either,))], [Total(750, 750), Total(200, 200)])
    [(frozenset({0}),), (frozenset({1}),), (frozenset({0}),)]
    """
    spread = sum(amount for amounts, _ in rows for amount in amounts)
    if not sum(total.least for total in totals) <= spread <= sum(total.most for total in totals):
        return None
    ways = [_ways(amounts, options) for amounts, options in rows]
    amounts = [amounts for amounts, _ in rows]
    while True:
        before = sum(map(len, ways))
        ways = _by_size(amounts, ways, totals)
        for modulus in (100, 1_000, 10_000):
            ways = _by_residue(amounts, ways, totals, modulus)
        if any(not way for way in ways):
            return None
        if sum(map(len, ways)) == before:
            break
    return [
        tuple(frozenset(way[place] for way in row) for place in range(len(amounts[index])))
        for index, row in enumerate(ways)
    ]


def _ways(amounts: Sequence[int], options: Options) -> list[tuple[int, ...]]:
    """Every way to put a row's amounts into rising columns."""
    columns = sorted(set().union(*options)) if options else []
    return [
        way
        for way in combinations(columns, len(amounts))
        if all(column in option for column, option in zip(way, options, strict=True))
    ]


def _by_size(
    amounts: Sequence[Sequence[int]], ways: Sequence[list[tuple[int, ...]]], totals: Sequence[Total]
) -> list[list[tuple[int, ...]]]:
    """Drop ways that overfill a column, or leave one unable to reach its total."""
    width = len(totals)
    low, high = [0] * width, [0] * width
    reach = []
    for row, options in zip(amounts, ways, strict=True):
        sums = [_sums(row, way, width) for way in options]
        bounds = (
            [(min(part[column] for part in sums), max(part[column] for part in sums)) for column in range(width)]
            if sums
            else []
        )
        reach.append((sums, bounds))
        for column, (least, most) in enumerate(bounds):
            low[column] += least
            high[column] += most
    kept = []
    for options, (sums, bounds) in zip(ways, reach, strict=True):
        kept.append(
            [
                way
                for way, part in zip(options, sums, strict=True)
                if all(
                    low[column] - bounds[column][0] + part[column] <= totals[column].most
                    and high[column] - bounds[column][1] + part[column] >= totals[column].least
                    for column in range(width)
                )
            ]
        )
    return kept


def _sums(row: Sequence[int], way: Sequence[int], width: int) -> tuple[int, ...]:
    sums = [0] * width
    for amount, column in zip(row, way, strict=True):
        sums[column] += amount
    return tuple(sums)


def _by_residue(
    amounts: Sequence[Sequence[int]], ways: Sequence[list[tuple[int, ...]]], totals: Sequence[Total], modulus: int
) -> list[list[tuple[int, ...]]]:
    """Drop ways that no choice for the other rows completes to the totals' residues.

    The last column is left out of the account: it holds what the others do not.
    """
    spread = sum(map(sum, amounts))
    goals = _goals(totals, modulus, spread)
    moves = [_moves(row, options, len(totals) - 1, modulus) for row, options in zip(amounts, ways, strict=True)]
    telling = [index for index, options in enumerate(moves) if len(set(options)) > 1]
    fixed = [options[0] for index, options in enumerate(moves) if options and index not in telling]
    if goals is None or any(not options for options in moves):
        return list(ways)
    start = tuple(sum(move[column] for move in fixed) % modulus for column in range(len(totals) - 1))
    forward: list[set[tuple[int, ...]]] = [{start}]
    for index in telling:
        states = {_plus(state, move, modulus) for move in set(moves[index]) for state in forward[-1]}
        if len(states) > MOST_STATES:
            return list(ways)
        forward.append(states)
    backward: list[set[tuple[int, ...]]] = [goals & forward[-1]]
    for place in range(len(telling) - 1, -1, -1):
        wanted = {_minus(state, move, modulus) for move in set(moves[telling[place]]) for state in backward[-1]}
        backward.append(wanted & forward[place])
    backward.reverse()
    kept = [list(options) for options in ways]
    for place, index in enumerate(telling):
        possible = {
            move
            for move in set(moves[index])
            if any(_plus(state, move, modulus) in backward[place + 1] for state in forward[place])
        }
        kept[index] = [way for way, move in zip(ways[index], moves[index], strict=True) if move in possible]
    if not backward[0]:
        return [[] for _ in ways]
    return kept


def _moves(row: Sequence[int], ways: Sequence[tuple[int, ...]], width: int, modulus: int) -> list[tuple[int, ...]]:
    """What each way adds to the residues of all columns but the last."""
    return [tuple(part % modulus for part in _sums(row, way, width + 1)[:width]) for way in ways]


def _goals(totals: Sequence[Total], modulus: int, spread: int) -> set[tuple[int, ...]] | None:
    """Every residue of all columns but the last that the totals' bounds allow, None where there are too many."""
    goals: set[tuple[int, ...]] = {()}
    for total in totals[:-1]:
        residues = _residues(total, modulus)
        if len(goals) * len(residues) > MOST_STATES:
            return None
        goals = {(*goal, residue) for goal in goals for residue in residues}
    last = _residues(totals[-1], modulus)
    return {goal for goal in goals if (spread - sum(goal)) % modulus in last}


def _residues(total: Total, modulus: int) -> set[int]:
    return {value % modulus for value in range(total.least, min(total.most, total.least + modulus - 1) + 1)}


def _plus(state: tuple[int, ...], move: tuple[int, ...], modulus: int) -> tuple[int, ...]:
    return tuple((one + other) % modulus for one, other in zip(state, move, strict=True))


def _minus(state: tuple[int, ...], move: tuple[int, ...], modulus: int) -> tuple[int, ...]:
    return tuple((one - other) % modulus for one, other in zip(state, move, strict=True))
