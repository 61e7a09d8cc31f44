"""What every method of `core.ghg` and `core.air` is made of: a declaration, checks, and the working of each number."""

from ditan.core.methods.checking import Fault, check, check_inputs
from ditan.core.methods.evaluating import Context, Evaluation, Line, Operand, evaluate, need_of
from ditan.core.methods.spec import Control, Input, InputKind, Method, Output, OutputKind, Parameter

__all__ = [
    "Context",
    "Control",
    "Evaluation",
    "Fault",
    "Input",
    "InputKind",
    "Line",
    "Method",
    "Operand",
    "Output",
    "OutputKind",
    "Parameter",
    "check",
    "check_inputs",
    "evaluate",
    "need_of",
]
