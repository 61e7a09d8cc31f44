"""What is left of a gas after recovery."""

from __future__ import annotations

from typing import Any

import numpy as np


def less_recovered(generated: Any, recovered: Any) -> Any:
    """What is left of a gas after recovery; not a number where more would have been recovered than was generated.

    >>> less_recovered(10.0, 4.0), less_recovered(1.0, 4.0)
    (6.0, nan)
    """
    left = np.where(np.asarray(generated) >= recovered, np.subtract(generated, recovered), np.nan)
    return left if left.ndim else float(left)
