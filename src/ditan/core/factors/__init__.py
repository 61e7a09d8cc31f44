"""Cited parameters: one fact a row, in named sets whose conflicts are kept."""

from ditan.core.factors.book import FactorBook
from ditan.core.factors.factor import ATTRIBUTES, Factor
from ditan.core.factors.fuels import burnt_fuels, fuel_named, fuels, label_of_fuel
from ditan.core.factors.gases import gases
from ditan.core.factors.loading import book, load
from ditan.core.factors.need import Choice, Need
from ditan.core.factors.quantities import label_of_quantity, quantities
from ditan.core.factors.refusal import FactorRefused
from ditan.core.factors.sets import label_of_set, sets

__all__ = [
    "ATTRIBUTES",
    "Choice",
    "Factor",
    "FactorBook",
    "FactorRefused",
    "Need",
    "book",
    "burnt_fuels",
    "fuel_named",
    "fuels",
    "gases",
    "label_of_fuel",
    "label_of_quantity",
    "label_of_set",
    "load",
    "quantities",
    "sets",
]
