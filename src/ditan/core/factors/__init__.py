"""Cited parameters: one fact a row, in named sets whose conflicts are kept."""

from ditan.core.factors.book import Choice, FactorBook, Need
from ditan.core.factors.factor import ATTRIBUTES, Factor
from ditan.core.factors.refusal import FactorRefused

__all__ = ["ATTRIBUTES", "Choice", "Factor", "FactorBook", "FactorRefused", "Need"]
