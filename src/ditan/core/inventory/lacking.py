"""What a row lacks, in one sentence, out of the reasons that keep its amounts from being known."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ASKED = re.compile(r"需要((?:“[^”]+”、?)+)")


def lacking(problems: Sequence[str]) -> str:
    """The cells to fill in by name where that is all that is asked for; else the first reason.

    Examples
    --------
    >>> lacking(["计算SO2需要“治理措施”，本行没有填写。", "选取“系数”需要“炉型”，本行没有填写。"])
    '需要填写：治理措施、炉型。'
    >>> lacking(["因子库中没有石灰排放因子。"])
    '因子库中没有石灰排放因子。'
    """
    cells = [name for text in problems for group in _ASKED.findall(text) for name in re.findall("“([^”]+)”", group)]
    if cells and all(_ASKED.search(text) for text in problems):
        return f"需要填写：{'、'.join(dict.fromkeys(cells))}。"
    return next(iter(problems), "").split("；计算")[0]
