"""A clause behind the last of several items, where the items repeat at two depths."""

from __future__ import annotations

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import read_document


def test_an_outline_that_repeats_itself_is_read_without_raising() -> None:
    lines = (
        "一、重点任务",
        "(一)推进节能",
        "(1)建设;",
        "1.淘汰落后产能。依法淘汰。(区发改委)",
        "(一)推进节能",
        "(区经信委负责)",
    )
    text = "\n".join(lines)
    draft = read_document(text.encode(), name="plan.txt", lexicon=load_lexicon())
    assert [list(one.lead) for one in draft.measures if one.lead] == [["区发改委"]]
    assert all(text[slice(*one.span)] == one.quote for one in draft.measures)
