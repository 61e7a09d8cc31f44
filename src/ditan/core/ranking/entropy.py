"""Entropy weights: a criterion weighs the more, the more it tells the alternatives apart.

They follow from the data and move with every year: whoever uses them freezes them for a plan period. Normalising the
columns first changes the weights a lot, so which of the two forms was used is part of the result.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from ditan.core.ranking.refusal import RankingRefused
from ditan.core.ranking.table import Table, columns


class Form(StrEnum):
    """What the shares are taken of."""

    NORMALISED = "normalised"
    RAW = "raw"


FORMS = {Form.NORMALISED: "熵权法（极差归一化后）", Form.RAW: "熵权法（原始数据）"}


@dataclass(frozen=True, slots=True)
class EntropyWeights:
    """Weights with their working, by the order of the criteria.

    Parameters
    ----------
    weights
        Adding to 1.
    form
        Which of the two.
    used
        The numbers of which shares were taken, by alternative.
    entropy
        e of each criterion, within 0 and 1; 1 where all are equal.
    divergence
        1 - e.
    left_out
        Alternatives with a missing number: they take no part, and are named.
    """

    weights: tuple[float, ...]
    form: Form
    used: dict[str, tuple[float, ...]]
    entropy: tuple[float, ...]
    divergence: tuple[float, ...]
    left_out: tuple[str, ...]


def entropy_weights(table: Table, form: Form = Form.NORMALISED) -> EntropyWeights:
    """P = z/Σz, e = -ΣP·ln P/ln m with 0·ln 0 = 0, w = (1-e)/Σ(1-e). The weights in the table play no part.

    Raises
    ------
    RankingRefused
        Where fewer than two alternatives have all numbers, the raw form meets a number that is not above zero, or no
        criterion tells the alternatives apart.

    References
    ----------
    唐志强, 2020, §3.

    Examples
    --------
    >>> from ditan.core.ranking import Criterion, Table
    >>> rows = Table(("甲", "乙", "丙"), (Criterion("a"), Criterion("b")), ((1, 5), (2, 5), (3, 6)))
    >>> [round(weight, 4) for weight in entropy_weights(rows).weights]
    [0.2961, 0.7039]
    """
    names, rows = table.complete()
    if len(names) < 2:
        raise RankingRefused(f"数据齐全的对象有 {len(names)} 个，熵权法至少需要 2 个；请先补齐缺数。")
    turned = columns(rows)
    if form is Form.RAW:
        for each, column in zip(table.criteria, turned, strict=True):
            if min(column) <= 0:
                raise RankingRefused(
                    f"“{each.name}”含有不大于 0 的数值（{min(column):g}），熵权法（原始数据）要求全部大于 0；请改用归一化形式。"
                )
        used = turned
    else:
        used = [_scaled(column, each.more_is_better) for column, each in zip(turned, table.criteria, strict=True)]
    entropy = tuple(_entropy(column) for column in used)
    divergence = tuple(max(0.0, 1 - each) for each in entropy)
    total = math.fsum(divergence)
    if total < 1e-12:
        raise RankingRefused("各对象在所有项目上数值都相同，熵权法得不出权重。")
    return EntropyWeights(
        tuple(each / total for each in divergence),
        form,
        {name: tuple(row) for name, row in zip(names, columns(used), strict=True)},
        entropy,
        divergence,
        tuple(table.missing),
    )


def _entropy(column: list[float]) -> float:
    total = math.fsum(column)
    if total == 0:  # all equal: it tells nothing apart
        return 1.0
    shares = (value / total for value in column)
    return -math.fsum(share * math.log(share) for share in shares if share > 0) / math.log(len(column))


def _scaled(column: list[float], upward: bool) -> list[float]:
    low, high = min(column), max(column)
    if low == high:
        return [0.0] * len(column)
    return [(value - low if upward else high - value) / (high - low) for value in column]
