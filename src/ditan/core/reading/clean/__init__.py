"""Clean a decoded text and keep a map back to it.

Every step either changes one character into one other, or takes a stretch out. So the map stays exact, and the
original is found again for any stretch of the cleaned text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ditan.core.reading.clean.breaks import break_at_indents, find_breaks
from ditan.core.reading.clean.dumps import find_counters, find_wrap_blanks
from ditan.core.reading.clean.entities import resolve_entities
from ditan.core.reading.clean.lost import find_lost_blanks, mark_lost_characters
from ditan.core.reading.clean.marks import find_page_marks, find_running_heads
from ditan.core.reading.clean.noise import find_fillers, find_noise
from ditan.core.reading.clean.pinyin import find_pinyin, mark_stranded_letters
from ditan.core.reading.clean.splice import cut, insert_line_ends
from ditan.core.reading.clean.spread import find_spread
from ditan.core.reading.clean.variants import is_traditional, simplify, simplify_strays
from ditan.core.reading.clean.width import INVISIBLE, WIDTH
from ditan.core.reading.clean.wraps import find_wraps
from ditan.core.reading.cleantext import CleanText

__all__ = ["clean"]

NOTHING_PRINTED = re.compile(rf"[{INVISIBLE}\x00-\x08\x0e-\x1b\x1f\x7f]+")


def clean(text: str) -> CleanText:
    """The cleaned text with its map back.

    A page that prints pinyin was converted to traditional characters by a machine: its printed form is restored to
    simplified ones. A page set in traditional characters keeps them in its printed form.

    Examples
    --------
    >>> page = clean("協(xié)同創(chuàng)新")
    >>> page.text, page.printed(0, 2), page.quote(0, 2)
    ('协同创新', '协同', '協(xié)同')
    >>> clean("發揮作用").printed(0, 2)
    '發揮'
    """
    resolved = break_at_indents(resolve_entities(text))
    even = resolved.translate(WIDTH)
    pinyin = find_pinyin(even)
    simplified = simplify(even)
    if pinyin:
        plain = printed = mark_stranded_letters(simplified)
    elif is_traditional(even, simplified):
        plain, printed = simplified, even
    else:
        plain, printed = simplify_strays(even), even
    whole = CleanText.unchanged(text)
    page = CleanText(text, plain, printed, whole.starts, whole.ends)
    unprinted = [match.span() for match in NOTHING_PRINTED.finditer(resolved)]
    page = cut(page, [*unprinted, *pinyin, *find_noise(even), *find_fillers(even), *find_running_heads(resolved)])
    page = cut(page, [*find_lost_blanks(page.text), *find_spread(page.text), *find_page_marks(page.text)])
    page = cut(page, [*find_counters(page.text), *find_wrap_blanks(page.text)])
    page = cut(page, find_wraps(page.text))
    page = insert_line_ends(page, find_breaks(page.text))
    return replace(page, text=mark_lost_characters(page.text), printed_text=mark_lost_characters(page.printed_text))
