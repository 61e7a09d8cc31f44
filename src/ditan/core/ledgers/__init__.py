"""Ledgers of supervision as offices keep them in spreadsheets: which row is the head, which column is what, which day a
printed deadline means, and what a list of matters adds up to. No Django, no files, no clock.

Everything here takes texts and gives codes and values; the words for people are the caller's.
"""

from ditan.core.ledgers.columns import FIELDS, MANY, Head, find_head, fingerprint, guess_fields, titles_of
from ditan.core.ledgers.days import Due, DueUnreadable, day_of, due_of
from ditan.core.ledgers.tally import Led, Tally, tally
from ditan.core.ledgers.words import Named, names_of, percent_of, standing_of

__all__ = [
    "FIELDS",
    "MANY",
    "Due",
    "DueUnreadable",
    "Head",
    "Led",
    "Named",
    "Tally",
    "day_of",
    "due_of",
    "find_head",
    "fingerprint",
    "guess_fields",
    "names_of",
    "percent_of",
    "standing_of",
    "tally",
    "titles_of",
]
