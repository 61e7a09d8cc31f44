"""What is wrong with a formula, and where in its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a formula.

    Parameters
    ----------
    message
        Chinese: what was found, what is expected.
    start, end
        The characters of the text as it was written that it speaks of, the end outside; the whole text where it speaks
        of no part.
    code
        `empty`, `syntax`, `unknown_name`, `ambiguous_name`, `unit`, `cycle`, `function` or `too_long`.
    """

    message: str
    start: int
    end: int
    code: str

    def __str__(self) -> str:
        if self.end - self.start <= 1:
            return f"第 {self.start + 1} 个字：{self.message}"
        return f"第 {self.start + 1}—{self.end} 个字：{self.message}"


class FormulaRefused(ValueError):
    """A formula that cannot be used; `problems` says why, in the order of the text."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("；".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class Misfit(Exception):
    """Operands that an operator or a function cannot take. The evaluator says where."""

    def __init__(self, message: str, code: str = "unit") -> None:
        super().__init__(message)
        self.message, self.code = message, code
