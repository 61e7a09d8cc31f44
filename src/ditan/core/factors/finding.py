"""Factors found by words and by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ditan.core.factors.book import FactorBook
from ditan.core.factors.comparing import LISTED_ONLY
from ditan.core.factors.factor import Factor
from ditan.core.factors.fuels import fuels
from ditan.core.factors.gases import gases
from ditan.core.factors.quantities import quantities
from ditan.core.factors.sets import sets


def find(
    book: FactorBook,
    words: str = "",
    *,
    quantity: str = "",
    factor_set: str = "",
    gas: str = "",
    match: Mapping[str, str] | None = None,
    verified: bool | None = None,
) -> tuple[Factor, ...]:
    """The factors that hold every word and are of what is named; entries of databases last, else in the order of the book.

    Parameters
    ----------
    words
        Set apart by spaces; each may stand in the name, the code, the source, or the Chinese or English name of fuel, gas,
        quantity or set. Case makes no difference.
    match
        Attributes that the factor must have, as in a `Need`.
    verified
        True or False: only such; None: both.
    """
    wanted = words.casefold().split()
    found = [
        each
        for each in book
        if (not quantity or each.quantity == quantity)
        and (not factor_set or each.factor_set == factor_set)
        and (not gas or each.gas == gas)
        and (verified is None or each.verified is verified)
        and all(each.attribute(name) == value for name, value in (match or {}).items())
        and _holds(each, wanted)
    ]
    return tuple(sorted(found, key=lambda each: each.quantity in LISTED_ONLY))


def _holds(factor: Factor, words: list[str]) -> bool:
    if not words:
        return True
    said = (
        *(factor.code, factor.name, factor.source_title, factor.source_number, factor.text, factor.note),
        *(factor.process, factor.technology, factor.region, factor.year, factor.gwp_set),
        *(_names()[kind].get(code, code) for kind, code in _codes(factor)),
    )
    text = " ".join(said).casefold()
    return all(word in text for word in words)


def _codes(factor: Factor) -> tuple[tuple[str, str], ...]:
    return (
        ("fuel", factor.fuel),
        ("gas", factor.gas),
        ("quantity", factor.quantity),
        ("set", factor.factor_set),
    )


@cache
def _names() -> dict[str, dict[str, str]]:
    """By kind and code, every name that a list has for it."""
    return {
        "fuel": {
            each.code: " ".join((each.code, each.label, each.english, *each.aliases)) for each in fuels().values()
        },
        "gas": {each.code: f"{each.code} {each.label}" for each in gases().values()},
        "quantity": {each.code: f"{each.code} {each.label} {each.english}" for each in quantities().values()},
        "set": {each.code: f"{each.code} {each.label} {each.english}" for each in sets().values()},
    }
