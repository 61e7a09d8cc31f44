"""One thing under two spellings: 碳汇通 and 碳惠通, 金风湖 and 金凤湖; categories and titles with their words shuffled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from ditan.core.lexicon.sounds import sound_alike
from ditan.core.reading.check.plan import Plan, finding
from ditan.core.reading.draft import Finding, FindingSpan

QUOTED = re.compile(r"“(?P<term>[\u4e00-\u9fffA-Za-z0-9]{3,12})”")
PLACE = re.compile(r"(?=(?P<term>[\u4e00-\u9fff]{2}(?:湖|河|江|溪|镇|岛|水库|街道)))")
DOUBLED = re.compile(r"(?P<word>[\u4e00-\u9fff]{1,4})(?P=word)")
HANZI = re.compile(r"[\u4e00-\u9fff]+")
BOOK = re.compile(r"《(?P<term>[^《》\n]{8,60})》")
OFTEN = 3
"""So often must the right half of a place name stand elsewhere before the other spelling counts as an error."""


def spelling_variants(plan: Plan) -> Iterable[Finding]:
    """Terms in quotation marks, and names of places, that differ in one character of the same sound."""
    yield from _quoted(plan)
    yield from _places(plan)


def doubled_words(plan: Plan) -> Iterable[Finding]:
    """A word printed twice running (碳排排放, 民用建筑建筑) where the plan elsewhere prints it once."""
    sides: dict[str, FindingSpan] = {}
    seen: set[str] = set()
    count = cache(plan.page.text.count)
    for paragraph in plan.paragraphs:
        for match in DOUBLED.finditer(paragraph.text):
            start, end = match.span()
            reach = 1 if len(match["word"]) == 1 else 2
            before, after = paragraph.text[max(0, start - reach) : start], paragraph.text[end : end + reach]
            single, doubled = before + match["word"] + after, before + match.group() + after
            if doubled in seen or len(before + after) != 2 * reach or not HANZI.fullmatch(before + after):
                continue
            seen.add(doubled)
            if count(single) >= OFTEN and _belong(count, before, match["word"], after):
                at = paragraph.start + start
                sides.setdefault(doubled, plan.at(at - reach, at + len(match.group()) + reach))
    if sides:
        listed = "、".join(f"“{doubled}”" for doubled in sides)
        yield finding("word-doubled", "notice", f"{len(sides)}处疑似重复字词:{listed}。", sides.values())


def _belong(count: Callable[[str], int], before: str, word: str, after: str) -> bool:
    """Whether what stands on one side of a doubled word never stands beside it without the other side.

    河流流域 is 河流 and 流域, two words; 碳排 is never seen but in 碳排放.
    """
    whole, doubled = count(before + word + after), count(before + word * 2 + after)
    return whole in (count(before + word) - doubled, count(word + after) - doubled)


def shuffled_categories(plan: Plan) -> Iterable[Finding]:
    """Categories of a project list or task table that are one name in two orders."""
    for items in (plan.draft.projects, plan.draft.tasks):
        names: dict[str, list[FindingSpan]] = {}
        for item in items:
            for part in re.split(r"[\s/>›—-]+", item.category):
                if len(part) >= 4:
                    names.setdefault(part, []).append(plan.of_item(item))
        by_letters: dict[str, list[str]] = {}
        for name in names:
            by_letters.setdefault("".join(sorted(name)), []).append(name)
        for same in by_letters.values():
            if len(same) > 1:
                listed = "、".join(f"“{name}”({len(names[name])}项)" for name in same)
                message = f"同一类别有{len(same)}种写法:{listed}。"
                yield finding("category-names-differ", "notice", message, (names[name][0] for name in same))


def shuffled_titles(plan: Plan) -> Iterable[Finding]:
    """The plan's own title in 《》 with its words in another order."""
    title = _letters(plan.draft.document.title)
    own = _bare(plan.draft.document.title)
    if len(own) < 8:
        return
    variants: dict[str, tuple[str, FindingSpan]] = {}
    for match in BOOK.finditer(plan.page.text):
        key = _bare(match["term"])
        if _letters(match["term"]) == title and key != own:
            variants.setdefault(key, (match["term"], plan.at(*match.span())))
    quotes = plan.draft.document.quotes
    for printed, side in variants.values():
        sides = [side] + ([plan.side(*quotes["title"])] if "title" in quotes else [])
        message = f"规划名称有两种写法:《{plan.draft.document.title}》与《{printed}》。"
        yield finding("title-differs", "notice", message, sides)


def _quoted(plan: Plan) -> Iterable[Finding]:
    places: dict[str, list[tuple[int, int]]] = {}
    for paragraph in plan.paragraphs:
        for match in QUOTED.finditer(paragraph.text):
            span = match.span("term")
            places.setdefault(match["term"], []).append((paragraph.start + span[0], paragraph.start + span[1]))
    for rare, common in _variants(places):
        if len(places[rare]) <= len(places[common]):
            yield _variant(plan, rare, common, places)


def _places(plan: Plan) -> Iterable[Finding]:
    places: dict[str, list[tuple[int, int]]] = {}
    stems: Counter[str] = Counter()
    for paragraph in plan.paragraphs:
        for match in PLACE.finditer(paragraph.text):
            span = match.span("term")
            places.setdefault(match["term"], []).append((paragraph.start + span[0], paragraph.start + span[1]))
    candidates = list(_variants(places))
    for name in {name for pair in candidates for name in pair}:
        stems[name] = plan.page.text.count(name[:2])
    for rare, common in candidates:
        if len(places[rare]) == 1 and stems[rare] == 1 and stems[common] >= OFTEN:
            yield _variant(plan, rare, common, places)


def _variants(places: dict[str, list[tuple[int, int]]]) -> Iterable[tuple[str, str]]:
    """Pairs of terms that differ in one character of one sound, both ways round."""
    holes: dict[str, list[str]] = {}
    for term in places:
        for index in range(len(term)):
            holes.setdefault(f"{term[:index]}*{term[index + 1 :]}", []).append(term)
    for hole, terms in holes.items():
        index = hole.index("*")
        for one in terms:
            for other in terms:
                if one != other and sound_alike(one[index], other[index]):
                    yield one, other


def _variant(plan: Plan, rare: str, common: str, places: dict[str, list[tuple[int, int]]]) -> Finding:
    message = f"“{rare}”({len(places[rare])}处)疑为“{common}”({len(places[common])}处)之误。"
    sides = [plan.at(*span) for span in places[rare]] + [plan.at(*places[common][0])]
    return finding("term-spelled-twice", "notice", message, sides)


def _bare(title: str) -> str:
    return re.sub(r"\(征求意见稿\)|\(送审稿\)|\(试行\)|[\s“”\"]", "", title)


def _letters(title: str) -> str:
    return "".join(sorted(_bare(title)))
