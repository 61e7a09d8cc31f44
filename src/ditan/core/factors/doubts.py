"""Values that are kept as the source prints them although they are hard to believe."""

from __future__ import annotations

from ditan.core.factors.factor import Factor

_MARK = "可疑："


def doubt_about(factor: Factor) -> str:
    """Why the value is doubted, as its note says after 可疑：; empty where it is not.

    >>> doubt_about(Factor("a", "a", "ncv", 33.0, "g/kg", "s", note="二手转录；可疑：远高于同表其他燃料，使用前请核对"))
    '远高于同表其他燃料，使用前请核对'
    """
    _, mark, reason = factor.note.partition(_MARK)
    return reason.partition("；")[0] if mark else ""
