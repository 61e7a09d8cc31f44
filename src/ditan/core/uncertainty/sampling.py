"""Random draws of named quantities.

Every quantity has a stream of its own that follows from the seed and its name. The same name is therefore the same draw
wherever it is used, so that rows which share a factor move together; the order of rows does not matter, and another row more
changes nobody else's draws. Nothing but a small cache is kept.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np

from ditan.core.uncertainty.spread import Z95, Distribution, Spread, SpreadRefused

Draws = np.ndarray[Any, np.dtype[np.float64]]
MOST_DRAWS = 1_000_000
CACHE_BYTES = 64 * 2**20
_erf = np.frompyfunc(math.erf, 1, 1)


@dataclass(frozen=True)
class Correlation:
    """Quantities that move together.

    Parameters
    ----------
    names
        Of the quantities, no name in two groups.
    matrix
        Their correlations, or one number for every pair.
    """

    names: tuple[str, ...]
    matrix: float | Sequence[Sequence[float]]
    roots: Draws = field(init=False, compare=False)

    def __post_init__(self) -> None:
        size = len(self.names)
        if isinstance(self.matrix, int | float):
            full = np.full((size, size), float(self.matrix))
            np.fill_diagonal(full, 1.0)
        else:
            full = np.asarray(self.matrix, dtype=np.float64)
        if full.shape != (size, size) or not np.array_equal(full, full.T) or not (np.diag(full) == 1).all():
            raise SpreadRefused(f"{'、'.join(self.names)} 的相关系数矩阵应为 {size}×{size} 对称矩阵，对角线为 1。")
        try:
            object.__setattr__(self, "roots", _root(full))
        except np.linalg.LinAlgError:
            raise SpreadRefused(
                f"{'、'.join(self.names)} 的相关系数互相矛盾（矩阵不是半正定的）；请核对各对系数。"
            ) from None


def _root(full: Draws) -> Draws:
    """A matrix whose product with its transpose is the correlations, also where some are exactly 1."""
    values, vectors = np.linalg.eigh(full)
    if values.min() < -1e-9:
        raise np.linalg.LinAlgError
    return np.asarray(vectors * np.sqrt(values.clip(min=0)), dtype=np.float64)


class Sampler:
    """Draws by name.

    Parameters
    ----------
    seed
        Stated with every result; the same seed gives the same draws on any machine of the same numpy.
    """

    def __init__(
        self,
        spreads: Mapping[str, Spread],
        draws: int,
        seed: int,
        correlations: Sequence[Correlation] = (),
    ) -> None:
        if not 1 <= draws <= MOST_DRAWS:
            raise SpreadRefused(f"抽样次数为 {draws}，应在 1—{MOST_DRAWS} 之间。")
        self.draws, self.seed = draws, seed
        self._spreads = spreads
        self._groups: dict[str, tuple[Correlation, int]] = {}
        for group in correlations:
            for place, name in enumerate(group.names):
                if name in self._groups:
                    raise SpreadRefused(f"“{name}”在两组相关关系中出现；请合并为一组。")
                self._groups[name] = (group, place)
        self._cache: OrderedDict[str, Draws] = OrderedDict()

    def draw(self, name: str) -> Draws:
        """All draws of the quantity, read-only; KeyError where no spread has that name."""
        if name in self._cache:
            self._cache.move_to_end(name)
            return self._cache[name]
        spread = self._spreads[name]
        drawn = self._together(name, spread) if name in self._groups else _alone(spread, self._stream(name), self.draws)
        drawn.flags.writeable = False
        self._cache[name] = drawn
        while len(self._cache) > 1 and len(self._cache) * drawn.nbytes > CACHE_BYTES:
            self._cache.popitem(last=False)
        return drawn

    def _stream(self, name: str) -> np.random.Generator:
        words = np.frombuffer(sha256(name.encode()).digest(), dtype="<u4")
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, *words.tolist()])))

    def _together(self, name: str, spread: Spread) -> Draws:
        group, place = self._groups[name]
        z = np.zeros(self.draws)
        for weight, other in zip(group.roots[place], group.names, strict=True):
            if weight:
                z += weight * self._stream(other).standard_normal(self.draws)
        return _mapped(spread, z, name)


def _alone(spread: Spread, stream: np.random.Generator, draws: int) -> Draws:
    low, high = spread.lower, spread.upper
    if low == high:
        return np.full(draws, spread.value)
    match spread.distribution:
        case Distribution.UNIFORM:
            return stream.uniform(low, high, draws)
        case Distribution.TRIANGULAR:
            return stream.triangular(low, spread.value, high, draws)
        case Distribution.LOGNORMAL:
            return _lognormal(spread, stream.standard_normal(draws))
        case _:
            drawn = _normal(spread, stream.standard_normal(draws))
            while (wrong := _across_zero(spread, drawn)).any():
                drawn[wrong] = _normal(spread, stream.standard_normal(int(wrong.sum())))
            return drawn


def _mapped(spread: Spread, z: Draws, name: str) -> Draws:
    low, high, value = spread.lower, spread.upper, spread.value
    match spread.distribution:
        case Distribution.LOGNORMAL:
            return _lognormal(spread, z)
        case Distribution.NORMAL | Distribution.SPLIT:
            drawn = _normal(spread, z)
            if _across_zero(spread, drawn).any():
                raise SpreadRefused(f"“{name}”的正态分布跨过 0，又与其他量相关，无法截断；请改用对数正态分布。")
            return drawn
    rank = 0.5 * (1 + np.asarray(_erf(z / math.sqrt(2)), dtype=np.float64))
    if spread.distribution == Distribution.UNIFORM or low == high:
        return np.asarray(low + rank * (high - low))
    bend = (value - low) / (high - low)
    rising = low + np.sqrt(rank * (high - low) * (value - low))
    falling = high - np.sqrt((1 - rank) * (high - low) * (high - value))
    return np.where(rank < bend, rising, falling)


def _normal(spread: Spread, z: Draws) -> Draws:
    """Normal about the value; of `split` with its own width on either side."""
    if spread.distribution == Distribution.SPLIT:
        width = np.where(z < 0, spread.value - spread.lower, spread.upper - spread.value)
        return np.asarray(spread.value + z * width / Z95)
    return np.asarray(spread.value + z * ((spread.upper - spread.lower) / 2 / Z95))


def _lognormal(spread: Spread, z: Draws) -> Draws:
    low, high = math.log(spread.lower), math.log(spread.upper)
    return np.exp((low + high) / 2 + z * ((high - low) / 2 / Z95))


def _across_zero(spread: Spread, drawn: Draws) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Draws of another sign than the value, of a quantity that keeps its sign."""
    if not spread.signed or spread.value == 0:
        return np.zeros(drawn.shape, dtype=bool)
    return np.asarray(drawn * math.copysign(1.0, spread.value) < 0)
