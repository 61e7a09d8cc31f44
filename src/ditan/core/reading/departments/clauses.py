"""Responsibility clauses: `A牵头,B、C按职责分工负责`, `牵头单位:A;配合单位:B`, `A、B参与`, and tails that name nobody new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ditan.core.reading.departments.names import (
    CLOSING,
    OPENING,
    Name,
    looks_like_body,
    plain_key,
    split_names,
    surely_a_body,
)
from ditan.core.reading.departments.words import (
    ALONGSIDE,
    CARRYING_OUT,
    COOPERATING_VERB,
    CUT_LABEL,
    DEADLINE,
    EXPLAINS,
    GENERIC,
    HINT,
    INNER_BRACKET,
    LABEL,
    LEAD_VERB,
    LOCAL,
    NO_CLAUSE,
    RESPONSIBLE_VERB,
    STRONG_HINT,
    TAIL,
    WORD_OF_DUTY,
    Part,
)
from ditan.core.reading.draft import Roles
from ditan.core.reading.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who leads and who works along, as one clause or several of one measure print it."""

    lead: tuple[Name, ...]
    cooperating: tuple[Name, ...]
    roles: Roles
    start: int
    end: int
    deadline: str = ""

    @property
    def names(self) -> tuple[Name, ...]:
        """All named departments."""
        return (*self.lead, *self.cooperating)


UNSTATED = Responsibility((), (), "unstated", 0, 0)


def read_responsibility(text: str, start: int = 0, label: Part | None = None) -> Responsibility:
    """Read a clause or a table cell that is known to name departments.

    Parameters
    ----------
    text
        The clause without its brackets.
    start
        Position of its first character.
    label
        What a column's head makes of names without a word of their own.

    Returns
    -------
    Responsibility
        Where lead and cooperating are not parted, all names stand in `lead` and `roles` is "joint". Names in a tail
        for later measures (`各市县政府负责落实,下同,不再列出`) are left out.

    Examples
    --------
    >>> found = read_responsibility("区发改委牵头,区经信委、各管委会按职责分工负责")
    >>> [name.text for name in found.lead], [name.text for name in found.cooperating], found.roles
    (['区发改委'], ['区经信委', '各管委会'], 'split')
    >>> read_responsibility("区发改委、区经信委").roles
    'joint'
    """
    groups, deadline = _groups(*_unwrapped(_balanced(text), start), label)
    lead = _unlike(name for part, names in groups if part == "lead" for name in names)
    other = _unlike(name for part, names in groups if part == "cooperating" for name in names)
    neutral = _unlike(name for part, names in groups if part == "responsible" for name in names)
    if lead:
        parted = (lead, _unlike([*neutral, *other], but=lead))
    else:
        parted = (neutral, _unlike(other, but=neutral))
    roles = _roles(*parted, explicit=bool(lead or other))
    return Responsibility(*parted, roles, start, start + len(text), deadline)


def _balanced(text: str) -> str:
    """Without a closing bracket at the end whose opening one the page has lost."""
    stripped = text.rstrip(" \n。.")
    while stripped[-1:] in CLOSING and stripped and _depth(stripped) < 0:
        stripped = stripped[:-1].rstrip(" \n。.")
    return stripped


def _depth(text: str) -> int:
    return sum((char in OPENING) - (char in CLOSING) for char in text)


def _unwrapped(text: str, start: int) -> tuple[str, Sequence[int]]:
    """The text with line breaks taken out of its words of duty (`按职\\n责分工负责`), and each character's position."""
    places = range(start, start + len(text) + 1)
    if "\n" not in text:
        return text, places
    kept = [index for index, char in enumerate(text) if char != "\n"]
    plain = "".join(text[index] for index in kept)
    inside: set[int] = set()
    for found in WORD_OF_DUTY.finditer(plain):
        first, last = kept[found.start()], kept[found.end() - 1]
        inside.update(index for index in range(first, last) if text[index] == "\n")
    rest = [index for index in range(len(text)) if index not in inside]
    return "".join(text[index] for index in rest), [*(start + index for index in rest), start + len(text)]


def _roles(lead: tuple[Name, ...], cooperating: tuple[Name, ...], *, explicit: bool) -> Roles:
    if not lead and not cooperating:
        return "unstated"
    if len(lead) + len(cooperating) == 1:
        return "single"
    return "split" if explicit else "joint"


def _unlike(names: Iterable[Name], but: Iterable[Name] = ()) -> tuple[Name, ...]:
    """Each body once, in order; 市市场监管局 and 市场监管局 of one measure are the same body."""
    seen = {plain_key(name.text) for name in but}
    kept = []
    for name in names:
        key = plain_key(name.text)
        if key not in seen:
            seen.add(key)
            kept.append(name)
    return tuple(kept)


def _groups(text: str, places: Sequence[int], label: Part | None) -> tuple[list[tuple[Part, tuple[Name, ...]]], str]:
    """(part, names) in order of print, and the deadline that the clause states."""
    groups: list[tuple[Part, tuple[Name, ...]]] = []
    deadline = ""
    for part, left, right in _labelled(text, label):
        if part == "people":
            continue
        if part == "time":
            deadline = text[left:right].strip(" 。;,")
            continue
        found, stated = _sentence_groups(text, left, right, places, part)
        groups += found
        deadline = deadline or stated
    return groups, deadline


def _labelled(text: str, label: Part | None) -> Iterator[tuple[str | None, int, int]]:
    """Stretches behind each label with the label's part."""
    part: str | None = label
    left = 0
    for found in LABEL.finditer(text):
        if found.start() > left:
            yield part, left, found.start()
        part, left = found.lastgroup, found.end()
    if left < len(text):
        yield part, left, len(text)


def _sentence_groups(
    text: str, left: int, right: int, places: Sequence[int], label: str | None
) -> tuple[list[tuple[Part, tuple[Name, ...]]], str]:
    segments = list(_segments(text, left, right))
    has_tail = any(_is_tail(text[first:last]) for first, last in segments)
    groups: list[tuple[Part, tuple[Name, ...]]] = []
    waiting: list[Name] = []
    deadline = ""
    for first, last in segments:
        stretch = text[first:last]
        if _is_tail(stretch):
            continue
        if _is_deadline(stretch):
            deadline = deadline or stretch.strip(" ()")
            continue
        part, stop, begin = _verb(stretch)
        found = split_names(stretch[begin:stop], first + begin)
        names = [_placed(name, places) for name in found if CUT_LABEL.fullmatch(name.text) is None]
        if begin and waiting and part == "cooperating":
            groups.append(("lead", tuple(waiting)))
            waiting = []
        if part is None:
            waiting += names
            continue
        if has_tail and names and groups and _carries_out_locally(stretch, names):
            continue
        groups.append((part, (*waiting, *names)))
        waiting = []
    if waiting:
        groups.append((_part_of_rest(label, groups), tuple(waiting)))
    return _as_labelled(groups, label), deadline


def _placed(name: Name, places: Sequence[int]) -> Name:
    return Name(name.text, places[name.start], places[name.end - 1] + 1)


def _as_labelled(groups: list[tuple[Part, tuple[Name, ...]]], label: str | None) -> list[tuple[Part, tuple[Name, ...]]]:
    """A label of lead or cooperating outweighs a bare 负责 behind the names."""
    if label not in ("lead", "cooperating"):
        return groups
    part: Part = "lead" if label == "lead" else "cooperating"
    return [(part if found == "responsible" else found, names) for found, names in groups]


def _part_of_rest(label: str | None, groups: list[tuple[Part, tuple[Name, ...]]]) -> Part:
    """Names without a word of their own: the label decides; behind a lead they work along."""
    if label == "lead":
        return "lead"
    if label == "cooperating" or any(part == "lead" for part, _ in groups):
        return "cooperating"
    return "responsible"


def _segments(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """Stretches between , ; 。 outside brackets, parted also behind 牵头 and before 会同."""
    depth, first = 0, left
    cuts: list[tuple[int, int]] = []
    for index in range(left, right):
        char = text[index]
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif char in ",;。" and not depth:
            cuts.append((first, index))
            first = index + 1
    cuts.append((first, right))
    for begin, end in cuts:
        if EXPLAINS.match(text, begin, end):
            continue
        for found in [*LEAD_VERB.finditer(text, begin, end)]:
            if found.start() > begin and found.end() < end:
                yield begin, found.end()
                begin = found.end()
        alongside = ALONGSIDE.search(text, begin, end)
        if alongside and alongside.start() > begin:
            yield begin, alongside.start()
            begin = alongside.start()
        if begin < end:
            yield begin, end


def _verb(stretch: str) -> tuple[Part | None, int, int]:
    """(part, end of the names, start of the names) of one stretch; part None where it holds names alone."""
    body = stretch.rstrip(" 。.、")
    begin = 0
    alongside = ALONGSIDE.match(body)
    if alongside:
        begin = alongside.end()
    lead = LEAD_VERB.search(body, begin)
    if lead and lead.end() == len(body):
        return "lead", lead.start(), begin
    for part, pattern in _VERBS:
        found = pattern.search(body, begin)
        if found:
            return ("cooperating" if alongside else part), found.start(), begin
    if alongside:
        return "cooperating", len(body), begin
    return None, len(body), begin


_VERBS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("cooperating", COOPERATING_VERB),
    ("responsible", RESPONSIBLE_VERB),
)


def _is_tail(stretch: str) -> bool:
    """Whether a stretch itself, not a bracket inside it, speaks of later measures."""
    return TAIL.search(INNER_BRACKET.sub("", stretch)) is not None


def _is_deadline(stretch: str) -> bool:
    plain = stretch.strip(" ()。")
    return bool(plain) and DEADLINE.fullmatch(plain) is not None


def _carries_out_locally(stretch: str, names: Sequence[Name]) -> bool:
    """A clause which says only that local governments carry the measures out."""
    return CARRYING_OUT.search(stretch.rstrip(" 。")) is not None and all(LOCAL.search(name.text) for name in names)


def names_departments(text: str, *, at_sentence_end: bool, lexicon: Lexicon | None = None) -> bool:
    """Whether the inside of a bracket names who is responsible, and is no other bracket.

    >>> names_departments("区发改委、区经信委按职责分工负责", at_sentence_end=True)
    True
    >>> names_departments("以下简称领导小组办公室", at_sentence_end=True)
    False
    """
    if NO_CLAUSE.match(text) or not text.strip():
        return False
    if not at_sentence_end and not STRONG_HINT.search(text):
        return False
    found = read_responsibility(text)
    if not found.names:
        return False
    if all(GENERIC.fullmatch(name.text) for name in found.names):
        return False
    bodies = sum(looks_like_body(name.text, lexicon) for name in found.names)
    if STRONG_HINT.search(text):
        return bodies * 2 >= len(found.names)
    if HINT.search(text) and found.roles != "unstated" and _verbs_inside(text):
        return bodies * 3 >= len(found.names) * 2
    return bodies == len(found.names) and _surely_bodies(found.names)


def _verbs_inside(text: str) -> bool:
    return any(_verb(text[first:last])[0] is not None for first, last in _segments(text, 0, len(text)))


def _surely_bodies(names: tuple[Name, ...]) -> bool:
    sure = sum(surely_a_body(name.text) for name in names)
    return sure * 2 >= len(names) and all(len(name.text) <= 20 for name in names)


def unite(found: Iterable[Responsibility]) -> Responsibility:
    """All clauses of one measure as one: a department which leads one part leads the measure.

    >>> a = read_responsibility("区发改委牵头,区经信委配合")
    >>> both = unite([a, read_responsibility("区经信委牵头,区科技局配合")])
    >>> [name.text for name in both.lead], [name.text for name in both.cooperating]
    (['区发改委', '区经信委'], ['区科技局'])
    """
    clauses = [clause for clause in found if clause.names or clause.deadline]
    if not clauses:
        return UNSTATED
    if len(clauses) == 1:
        return clauses[0]
    lead = _unlike(name for clause in clauses for name in clause.lead)
    other = _unlike((name for clause in clauses for name in clause.cooperating), but=lead)
    roles = _roles(lead, other, explicit=any(clause.roles == "split" for clause in clauses))
    deadlines = {clause.deadline for clause in clauses if clause.deadline}
    deadline = deadlines.pop() if len(deadlines) == 1 else ""
    return Responsibility(lead, other, roles, clauses[0].start, clauses[-1].end, deadline)
