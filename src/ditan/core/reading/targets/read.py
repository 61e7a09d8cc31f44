"""Targets of the running text, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import DocumentFacts, Target
from ditan.core.reading.outline import Outline
from ditan.core.reading.quantities import Amount, find_amounts
from ditan.core.reading.sentences import Sentence, find_leads
from ditan.core.reading.targets.assemble import assemble, assemble_wording
from ditan.core.reading.targets.clauses import Clause, Span, enclosed, split_clauses, within
from ditan.core.reading.targets.context import Context
from ditan.core.reading.targets.exclusions import COUNTRY, PAST, PROJECT
from ditan.core.reading.targets.sections import Section, preface_end, read_sections
from ditan.core.reading.targets.statements import Statement, read_statements
from ditan.core.reading.targets.timing import Clock
from ditan.core.reading.targets.vocabulary import NUMBERING
from ditan.core.reading.targets.wordings import read_wording
from ditan.core.reading.years import YearMention

_CUE = re.compile(
    r"[0-9０-９]|分之|一半|半数|[一二两三四五六七八九十百]+余?(?:个|家|座|项|条|处|所|台|万|批次)|类|下达|要求|计划|目标|任务|[不零负]"
)
_LONGEST_SENTENCE = 4000
"""What is longer is a table or a list that lost its marks, not a sentence."""

_ATTAINED = re.compile(r"(?:下降|降低|减少|增长|增加|提高|提升|上升)了\s?[0-9]")
"""What a whole sentence tells of the past: 2020年…能耗18.48千克标准煤/平方米,与2015年相比下降了10%."""

_POINT = re.compile(r"\.(?=[\u4e00-\u9fff“])")
"""`保护1.强化…`: the number of a point, on a page that lost its line ends."""

_NUMBER = re.compile(rf"\s*{NUMBERING}")
_FORWARD = frozenset({"by", "in", "during"})


def read_targets(
    page: CleanText, outline: Outline, sentences: Sequence[Sentence], facts: DocumentFacts
) -> tuple[Target, ...]:
    """Every target that the running text states, in order.

    Norms, thresholds, results of the past, grants and the descriptions of projects are left out; what a target inherits
    (its year from the paragraph, its name from the clause before) lowers its confidence.
    """
    sections = read_sections(page, outline)
    parts = tuple((entry.start, entry.end) for entry in outline.entries)
    clock = Clock(page.text, facts, sections, parts)
    begins = preface_end(page)
    leads = find_leads(page, outline)
    targets: list[Target] = []
    context = Context(page)
    for sentence in sentences:
        section = sections[sentence.heading] if sentence.heading is not None else Section()
        closed = enclosed(page.text, sentence.start, sentence.end)
        mentions = clock.enter(sentence, closed)
        context.enter(sentence, section)
        preface = sentence.start < begins and not section.goals and not within(sentence.start, leads)
        told = section.background or preface
        if not told and _worth_reading(page.text, sentence):
            targets.extend(_read_sentence(context, clock, sentence, closed, mentions))
        clock.leave(sentence)
    return tuple(targets)


def _worth_reading(text: str, sentence: Sentence) -> bool:
    return (
        sentence.end - sentence.start <= _LONGEST_SENTENCE
        and _CUE.search(text, sentence.start, sentence.end) is not None
        and PROJECT.search(text, sentence.start, sentence.end) is None
        and COUNTRY.search(text, sentence.start, sentence.end) is None
    )


def _read_sentence(
    context: Context, clock: Clock, sentence: Sentence, closed: tuple[Span, ...], mentions: Sequence[YearMention]
) -> list[Target]:
    text = context.page.text
    found: list[Target] = []
    last: Statement | None = None
    if _ATTAINED.search(text, sentence.start, sentence.end) and all(mention.kind != "by" for mention in mentions):
        return []
    past = False
    for clause in split_clauses(text, sentence.start, sentence.end, closed):
        if clause.opens:
            last = None
        inside = [mention for mention in mentions if clause.start <= mention.start < clause.end]
        if any(mention.kind in _FORWARD for mention in inside):
            past = False
        past = past or PAST.search(text, clause.start, clause.end) is not None
        amounts = _amounts(text, clause, closed, mentions)
        context.enter_clause(clause, inside, past)
        for statement in read_statements(text, clause, amounts, last):
            # Those who do something may have its year behind them: 70%以上的机关2025年底前达到要求.
            told_at = statement.does[0] or statement.values[0].number_start
            targets = assemble(context, clock.at(told_at), statement)
            found.extend(targets)
            last = statement if targets else None
        if not amounts and not past:
            wording = read_wording(text, clause)
            if wording is not None:
                found.extend(assemble_wording(context, clock.at(wording.value[0]), wording))
    return found


def _amounts(text: str, clause: Clause, closed: tuple[Span, ...], mentions: Sequence[YearMention]) -> list[Amount]:
    """The amounts of a clause outside brackets, titles and mentions of years."""
    years = tuple((mention.start, mention.end) for mention in mentions)
    number = _NUMBER.match(text, clause.start, clause.end)
    start = number.end() if number else clause.start
    return [
        amount
        for amount in find_amounts(text, start, clause.end)
        if not within(amount.number_start, closed)
        and not within(amount.number_start, years)
        and not (amount.unit == "" and _POINT.match(text, amount.unit_end))
    ]
