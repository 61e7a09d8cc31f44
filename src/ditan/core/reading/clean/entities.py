"""Character references that a page printed instead of the character: `&nbsp;`, `&ldquo;`, `&#8212;`."""

from __future__ import annotations

import html
import re

ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,7}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
FILL = "\0"


def resolve_entities(text: str) -> str:
    """The text with each reference resolved and filled up to its length with characters that are cut out later.

    Examples
    --------
    >>> resolve_entities("第一&nbsp;章").replace("\\0", "_")
    '第一\\xa0_____章'
    """
    return ENTITY.sub(_resolve, text) if "&" in text else text


def _resolve(match: re.Match[str]) -> str:
    char = html.unescape(match.group())
    return char + FILL * (len(match.group()) - 1) if len(char) == 1 else match.group()
