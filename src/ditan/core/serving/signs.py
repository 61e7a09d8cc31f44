"""Whether a text says that something raises or lowers what it names. Only words beside the name count; else it is unclear."""

from __future__ import annotations

import re

RAISES, LOWERS, UNCLEAR = 1, -1, 0

_UP = (
    "提高", "提升", "增加", "增长", "扩大", "新增", "新建", "建成", "建设", "推广", "做大", "增强", "不低于", "不少于", "大于",
    "高于", "超过", "以上", "上升", "发展", "更新", "完成", "创建", "培育", "普及",
)  # fmt: skip
_DOWN = (
    "降低", "下降", "减少", "压减", "削减", "控制", "降至", "降到", "不高于", "不超过", "不大于", "小于", "低于", "以内", "以下",
    "减排", "遏制", "严控", "退出", "淘汰",
)  # fmt: skip
_WORD = re.compile("|".join(sorted((*_UP, *_DOWN), key=len, reverse=True)))
_FALL = re.compile("降低|下降|减少|降幅|削减|减排")
_BREAKS = "。;；!！?？\n"
_COMMAS = "，,、:："
BEFORE, AFTER = 10, 14
"""Characters beside the name in which a word still speaks of it."""


def sign_of(text: str, start: int, end: int, metric: str) -> int:
    """What the text says of the metric that it names at [start, end): +1 raises, -1 lowers, 0 not said.

    A metric that counts a fall (能耗降低) is raised by what lowers the thing that falls.

    Examples
    --------
    >>> sign_of("到2025年森林覆盖率提高到50%", 6, 11, "森林覆盖率")
    1
    >>> sign_of("单位GDP能耗降低14%", 0, 7, "单位地区生产总值能源消耗降低")
    1
    """
    named = text[start:end]
    moved = _moved(text, start, end)
    if _FALL.search(metric):
        if _FALL.search(named):
            return LOWERS if moved == LOWERS else RAISES
        return -moved
    return moved


def _moved(text: str, start: int, end: int) -> int:
    """The word nearest to the name within its clause: after it first, then before it."""
    after = _until(text[end : end + AFTER], _BREAKS + _COMMAS)
    found = _WORD.search(after)
    if found is not None:
        return _direction(found.group())
    before = _until(text[max(0, start - BEFORE) : start][::-1], _BREAKS + _COMMAS)[::-1]
    words = _WORD.findall(before)
    return _direction(words[-1]) if words else UNCLEAR


def _direction(word: str) -> int:
    return RAISES if word in _UP else LOWERS


def _until(text: str, marks: str) -> str:
    for at, each in enumerate(text):
        if each in marks:
            return text[:at]
    return text
