"""Words spread apart with blanks: `责 任 单 位`, `序 号` alone in a cell, `2 0 2 5 年`."""

from __future__ import annotations

import re

Span = tuple[int, int]

HAN = r"[\u3400-\u9fff]"
SPREAD_WORD = re.compile(rf"(?<!{HAN})(?:{HAN} +){{2,}}{HAN}(?!{HAN})")
SPREAD_CELL = re.compile(rf"(?m)(?:^|(?<=[|\t])) *{HAN} +{HAN} *(?=$|[|\t])")
SPREAD_YEAR = re.compile(r"(?<![\d.])[12] \d \d \d ?年")
BLANKS = re.compile(r"(?<=[\u3400-\u9fff\d]) +(?=[\u3400-\u9fff\d])")


def find_spread(text: str) -> list[Span]:
    """The blanks inside words that are spread apart.

    Examples
    --------
    >>> text = "责 任 单 位 | 合  计 | 市财政局 市水利局"
    >>> [text[start - 1 : end + 1] for start, end in find_spread(text)]
    ['责 任', '任 单', '单 位', '合  计']
    """
    return [
        blank.span()
        for form in (SPREAD_WORD, SPREAD_CELL, SPREAD_YEAR)
        for word in form.finditer(text)
        for blank in BLANKS.finditer(text, *word.span())
    ]
