"""Formulas over metrics: names as people write them, units checked, computed for all subjects and periods at once."""

from ditan.core.metrics.catalogue import Catalogue, Entry
from ditan.core.metrics.checking import check_formula, inputs_of
from ditan.core.metrics.formula import FUNCTIONS, Formula, Result, compute, read_formula
from ditan.core.metrics.grid import Grid, targets
from ditan.core.metrics.order import dependents, generations
from ditan.core.metrics.problems import FormulaRefused, Problem
from ditan.core.metrics.table import Known, Table

__all__ = [
    "FUNCTIONS",
    "Catalogue",
    "Entry",
    "Formula",
    "FormulaRefused",
    "Grid",
    "Known",
    "Problem",
    "Result",
    "Table",
    "check_formula",
    "compute",
    "dependents",
    "generations",
    "inputs_of",
    "read_formula",
    "targets",
]
