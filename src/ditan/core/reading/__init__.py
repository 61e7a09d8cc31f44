"""The reader: from the text of a plan to a structured draft.

>>> from ditan.core.reading import Lexicon, read_document
>>> draft = read_document("一、总体要求\\n推进节能降碳工作。".encode(), name="plan.txt", lexicon=Lexicon())
>>> draft.outline[0].title
'总体要求'
"""

from ditan.core.reading.check import check_plan, check_plans
from ditan.core.reading.draft import Draft
from ditan.core.reading.errors import EmptyFile, NeedsOcr, NotAPlan, ReadingError, TooLarge, UnreadableFile
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.pipeline import read_document

__all__ = [
    "Draft",
    "EmptyFile",
    "Lexicon",
    "NeedsOcr",
    "NotAPlan",
    "ReadingError",
    "TooLarge",
    "UnreadableFile",
    "check_plan",
    "check_plans",
    "read_document",
]
