"""AHP: weights from comparisons in pairs, and whether the comparisons agree with each other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ditan.core.ranking.refusal import RankingRefused

RANDOM_INDEX = {1: 0.0, 2: 0.0, 3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
"""Saaty's mean consistency index of random matrices, by size."""
MOST_INCONSISTENT = 0.10
"""A consistency ratio up to here is held to be acceptable (Saaty)."""


@dataclass(frozen=True, slots=True)
class AhpWeights:
    """Weights of AHP.

    Parameters
    ----------
    names, weights
        In one order; the weights add to 1.
    eigenvalue
        λ of the principal eigenvector; the size of the matrix where all comparisons agree.
    consistency_index
        CI = (λ-n)/(n-1); 0 for one or two.
    consistency_ratio
        CR = CI/RI; 0 for one or two.
    """

    names: tuple[str, ...]
    weights: tuple[float, ...]
    eigenvalue: float
    consistency_index: float
    consistency_ratio: float

    @property
    def consistent(self) -> bool:
        """Whether the comparisons agree well enough (CR ≤ 0.10)."""
        return self.consistency_ratio <= MOST_INCONSISTENT


def matrix_of_pairs(names: Sequence[str], pairs: Iterable[tuple[str, str, float]]) -> list[list[float]]:
    """The matrix of comparisons: (a, b, x) says that a counts x times as much as b.

    Raises
    ------
    RankingRefused
        Where a pair names what is not there, is given twice or with itself, is not above zero, or is missing.
    """
    place = {name: index for index, name in enumerate(names)}
    size = len(names)
    matrix = [[1.0 if row == column else math.nan for column in range(size)] for row in range(size)]
    for first, second, times in pairs:
        if first not in place or second not in place or first == second:
            raise RankingRefused(f"成对比较“{first}—{second}”应是两个不同的评价项目；请核对。")
        if not (math.isfinite(times) and times > 0):
            raise RankingRefused(f"“{first}”对“{second}”的比较值为 {times:g}，应大于 0；请核对。")
        row, column = place[first], place[second]
        if not math.isnan(matrix[row][column]):
            raise RankingRefused(f"“{first}”与“{second}”比较了两次；请只留一次。")
        matrix[row][column], matrix[column][row] = times, 1 / times
    for row, column in itertools.combinations(range(size), 2):
        if math.isnan(matrix[row][column]):
            raise RankingRefused(f"还没有比较“{names[row]}”与“{names[column]}”；请补齐。")
    return matrix


def ahp_weights(names: Sequence[str], matrix: Sequence[Sequence[float]]) -> AhpWeights:
    """Weights by the principal eigenvector, with λ, CI and CR.

    Parameters
    ----------
    names
        One for each row, at most ten: beyond, there is no published random index.
    matrix
        Square, above zero, each pair reciprocal (to one part in a million).

    References
    ----------
    Saaty, The Analytic Hierarchy Process, 1980.

    Examples
    --------
    >>> found = ahp_weights(("a", "b", "c"), [[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]])
    >>> [round(weight, 4) for weight in found.weights], round(found.consistency_ratio, 4)
    ([0.6483, 0.2297, 0.122], 0.0032)
    """
    _check(names, matrix)
    size = len(names)
    weights = [1 / size] * size
    for _turn in range(1000):
        product = [math.fsum(a * w for a, w in zip(row, weights, strict=True)) for row in matrix]
        total = math.fsum(product)
        following = [each / total for each in product]
        moved = max(abs(new - old) for new, old in zip(following, weights, strict=True))
        weights = following
        if moved < 1e-15:
            break
    eigenvalue = math.fsum(
        math.fsum(a * w for a, w in zip(row, weights, strict=True)) / own
        for row, own in zip(matrix, weights, strict=True)
    )
    eigenvalue /= size
    index = max(0.0, (eigenvalue - size) / (size - 1)) if size > 2 else 0.0
    ratio = index / RANDOM_INDEX[size] if size > 2 else 0.0
    return AhpWeights(tuple(names), tuple(weights), eigenvalue, index, ratio)


def _check(names: Sequence[str], matrix: Sequence[Sequence[float]]) -> None:
    size = len(names)
    if not 1 <= size <= max(RANDOM_INDEX):
        raise RankingRefused(f"有 {size} 个评价项目，层次分析法一层应为 1—{max(RANDOM_INDEX)} 个；请分层。")
    if len(matrix) != size or any(len(row) != size for row in matrix):
        raise RankingRefused(f"判断矩阵应为 {size}×{size}；请核对。")
    for row, column in itertools.product(range(size), repeat=2):
        value = matrix[row][column]
        if not (math.isfinite(value) and value > 0):
            raise RankingRefused(f"“{names[row]}”对“{names[column]}”的比较值为 {value}，应大于 0；请核对。")
        if abs(value * matrix[column][row] - 1) > 1e-6:
            raise RankingRefused(
                f"“{names[row]}”对“{names[column]}”为 {value:g}，反过来却是 {matrix[column][row]:g}；两者应互为倒数。"
            )
