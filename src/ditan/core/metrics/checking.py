"""Whether a formula may be saved."""

from __future__ import annotations

from ditan.core.metrics.catalogue import Catalogue
from ditan.core.metrics.formula import read_formula
from ditan.core.metrics.order import cycle_through
from ditan.core.metrics.problems import FormulaRefused, Problem


def check_formula(text: str, code: str, catalogue: Catalogue) -> list[Problem]:
    """What stands against saving a formula, in the order of its text; nothing where it may be saved.

    An empty text is no formula and is always right. A circle is told with all its metrics.
    """
    if not text.strip():
        return []
    try:
        formula = read_formula(text, code, catalogue)
    except FormulaRefused as refused:
        return sorted(refused.problems, key=lambda problem: problem.start)
    way = cycle_through(code, inputs_of(catalogue) | {code: formula.inputs})
    if not way:
        return []
    named = " → ".join(f"“{catalogue.name_of(each)}”" for each in way)
    word = next(word for word, each in formula.written.metrics.items() if each == way[1])
    at = formula.written.expression.find(word)
    place = formula.written.place(at, at + len(word))
    return [Problem(f"指标由自己算出：{named}；请去掉其中一处。", *place, "cycle")]


def inputs_of(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """What each computed metric of a catalogue is computed from; one whose formula cannot be read has nothing."""
    found = {}
    for entry in catalogue.entries.values():
        if entry.formula.strip():
            try:
                found[entry.code] = read_formula(entry.formula, entry.code, catalogue).inputs
            except FormulaRefused:
                found[entry.code] = ()
    return found
