"""Whether a printed target says that its value comes from above (市级下达, 达到市级要求)."""

from __future__ import annotations

import re

_FROM_ABOVE = re.compile(
    r"(?:国家|市级|市里|全市|上级|省级|市政府|省政府|市|省)(?:及以上)?(?:统一)?(?:下达|要求|计划|任务|目标|考核)|下达任务"
)


def is_handed_down(text: str) -> bool:
    """Whether the words of a target put its value into the hands of a higher level.

    Examples
    --------
    >>> [is_handed_down(text) for text in ("市级下达", "达到市级要求", "完成全市计划", "完成上级下达任务")]
    [True, True, True, True]
    >>> [is_handed_down(text) for text in ("不减少", "Ⅱ类标准", "70", "全面采用", "")]
    [False, False, False, False, False]
    """
    return bool(_FROM_ABOVE.search("".join(text.split())))
