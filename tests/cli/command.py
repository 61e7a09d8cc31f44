"""What tests of the command line share: where the plans are, how to call it, a short plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLANS = ROOT / "examples" / "plans"

SHORT_PLAN = """某区碳达峰实施方案(2023—2025年)

一、主要目标
到2025年,单位地区生产总值二氧化碳排放比2020年下降18%。

二、重点任务
1.推进建筑节能。新建建筑全面执行绿色建筑标准。(责任单位:区住房城乡建委牵头,区发展改革委配合)
"""


@dataclass(frozen=True)
class Done:
    """What a call left behind."""

    code: int
    out: str
    err: str


Ditan = Callable[..., Done]
