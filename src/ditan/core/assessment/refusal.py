"""What an assessment gives back where it cannot compute: a value that says why, never a number in its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A result that cannot be had.

    Parameters
    ----------
    code
        `unknown` (an input is missing), `undefined` (the formula has no value here), `not_numeric` (a person must judge),
        `too_short` (a series has too few values).
    message
        Chinese: what was found, what is needed.
    missing
        The inputs that are missing, by their Chinese names.
    """

    code: str
    message: str
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """A refusal is false, so that `if result` asks whether there is one."""
        return False


class AssessmentRefused(ValueError):
    """A number outside of the range in which a formula holds; the message is Chinese."""


def unknown(**inputs: float | str | None) -> Refusal | None:
    """The refusal that names every input that is None, or None where all are known.

    Examples
    --------
    >>> unknown(实际值=None, 目标值=33.0)
    Refusal(code='unknown', message='缺少实际值，无法计算；请先补齐。', missing=('实际值',))
    """
    missing = tuple(name for name, value in inputs.items() if value is None)
    if not missing:
        return None
    return Refusal("unknown", f"缺少{'、'.join(missing)}，无法计算；请先补齐。", missing)
