"""Measure the uncertainty of an inventory: `python -m benchmarks.uncertainty`.

Approach 1 against approach 2 on a linear case, then a simulation of many categories and one of evaluated rows. Times are CPU
time of the process on one core.
"""

from __future__ import annotations

import argparse
import resource
import time
from functools import partial

from ditan.core.uncertainty.approach1 import Source, approach1
from ditan.core.uncertainty.approach2 import Simulation, Term, simulate
from ditan.core.uncertainty.sampling import Draws, Sampler
from ditan.core.uncertainty.spread import Spread, of_percent

ACTIVITY, FACTOR = 5.0, 10.0


def product(number: int, sampler: Sampler) -> Draws:
    """Draws of one category: activity times factor."""
    return sampler.draw(f"activity {number}") * sampler.draw(f"factor {number}")


def linear(categories: int, draws: int, seed: int) -> tuple[Simulation, float]:
    """So many categories of activity times factor by both approaches: the simulation, and approach 1 in %."""
    spreads: dict[str, Spread] = {}
    terms, sources = [], []
    for number in range(categories):
        activity, factor = 100.0 + number, 2.0
        spreads[f"activity {number}"] = of_percent(activity, ACTIVITY)
        spreads[f"factor {number}"] = of_percent(factor, FACTOR)
        amount, sector = activity * factor, f"sector {number % 5}"
        terms.append(Term(str(number), (sector,), amount, partial(product, number)))
        sources.append(Source(str(number), amount, amount, ACTIVITY, FACTOR))
    return simulate(terms, Sampler(spreads, draws, seed)), approach1(sources).total_percent


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--categories", type=int, default=300)
    asked.add_argument("--draws", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=2024)
    given = asked.parse_args()
    began = time.process_time()
    run, expected = linear(given.categories, given.draws, given.seed)
    spent = time.process_time() - began
    found = run.total.percent or 0.0
    print(f"{given.categories} categories × {given.draws} draws, seed {given.seed}: {spent:.2f} s")
    print(f"approach 1 ±{expected:.4f} %, approach 2 ±{found:.4f} %, apart {abs(found / expected - 1):.2%}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
