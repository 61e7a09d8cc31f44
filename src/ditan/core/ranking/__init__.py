"""Rankings: weighted sum, TOPSIS, weights by entropy and by comparison in pairs; each result carries its working.

Sums are taken exactly (`math.fsum`) and in the order of the table, so that the same table gives the same digits.
"""

from ditan.core.ranking.ahp import RANDOM_INDEX, AhpWeights, ahp_weights, matrix_of_pairs
from ditan.core.ranking.entropy import FORMS, EntropyWeights, Form, entropy_weights
from ditan.core.ranking.places import Place, places
from ditan.core.ranking.refusal import RankingRefused
from ditan.core.ranking.table import Criterion, Table
from ditan.core.ranking.topsis import NORMALISATIONS, Normalisation, Topsis, topsis
from ditan.core.ranking.weighted import WeightedSum, weighted_sum

__all__ = [
    "FORMS",
    "NORMALISATIONS",
    "RANDOM_INDEX",
    "AhpWeights",
    "Criterion",
    "EntropyWeights",
    "Form",
    "Normalisation",
    "Place",
    "RankingRefused",
    "Table",
    "Topsis",
    "WeightedSum",
    "ahp_weights",
    "entropy_weights",
    "matrix_of_pairs",
    "places",
    "topsis",
    "weighted_sum",
]
