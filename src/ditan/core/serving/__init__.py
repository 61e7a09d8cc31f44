"""What serves what: tasks and projects → metrics → targets, as a graph that is walked both ways.

Pure: values in, values out.
"""

from ditan.core.serving.graph import CircleFound, Edge, Graph, Node, circle_in, refuse_circle
from ditan.core.serving.layers import Place, place_in_layers
from ditan.core.serving.naming import Mention, Name, Names, states_quantity
from ditan.core.serving.signs import LOWERS, RAISES, UNCLEAR, sign_of

__all__ = [
    "LOWERS",
    "RAISES",
    "UNCLEAR",
    "CircleFound",
    "Edge",
    "Graph",
    "Mention",
    "Name",
    "Names",
    "Node",
    "Place",
    "circle_in",
    "place_in_layers",
    "refuse_circle",
    "sign_of",
    "states_quantity",
]
