"""What is wrong with a table: each finding names the partition, the row and the column."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to be put right.

    Parameters
    ----------
    code
        `number`, `range`, `month`, `unknown`, `columns`, `partition`, `duplicate`, `precision`, `missing` or `overflow`.
    partition
        `region/year`, or `factors`.
    row
        The row as its source numbers it (from 1), None where the finding is about no single row.
    """

    code: str
    partition: str
    row: int | None
    column: str
    message: str

    def as_json(self) -> dict[str, Any]:
        """For the manifest."""
        return asdict(self)
