"""Verifying a log: what was changed, removed, reordered, inserted or cut off since it was sealed.

Blocks and rows are read once, side by side, so a log of any length takes the memory of one block. Where the rows of a
block give the very bytes that were sealed, nothing is looked at one by one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ditan.core.audit.blocks import Anchor, Block, Row, Start, pack, seal_of, unpack


class Trouble(StrEnum):
    """What may be wrong with a log."""

    CHANGED = "changed"
    REMOVED = "removed"
    REORDERED = "reordered"
    INSERTED = "inserted"
    TRUNCATED = "truncated"
    GAP = "gap"
    BROKEN = "broken"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: with which row, or with which block.

    `until` is the last row or block of a stretch, where more than one is meant.
    """

    trouble: Trouble
    block: int | None = None
    row: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification saw."""

    findings: tuple[Finding, ...]
    blocks: int
    sealed: int
    tail: int
    last: Block | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(slots=True)
class _Course:
    """Where a verification stands."""

    expected: Start
    anchors: dict[int, Anchor]
    found: list[Finding] = field(default_factory=list)
    differing: list[tuple[int, int, bytes, bytes]] = field(default_factory=list)
    blocks: int = 0
    sealed: int = 0
    last: Block | None = None


def verify(
    blocks: Iterable[Block],
    rows: Iterable[Row],
    anchors: Iterable[Anchor] = (),
    *,
    start: Start | None = None,
    dense_until: int | None = None,
) -> Verified:
    """Hold the rows against their seals, the seals against each other and against the anchors.

    Parameters
    ----------
    blocks
        In the order of their numbers.
    rows
        Key and digest of every row that is there, in the order of the keys.
    anchors
        What was told outside the database; without any, blocks cut off at the end go unseen.
    start
        The last block in the archive, where the earliest lie there.
    dense_until
        The last key that was ever given, on a database that gives keys without holes: then rows missing from the
        unsealed end are found too.

    Examples
    --------
    >>> from ditan.core.audit.blocks import seal, anchor_of
    >>> log = [(1, b"a" * 32), (2, b"b" * 32), (3, b"c" * 32)]
    >>> block = seal(log[:2], after=Start(), sealed_at="")
    >>> verify([block], log).sound
    True
    >>> [found.trouble.value for found in verify([block], log[1:]).findings]
    ['removed']
    >>> [found.trouble.value for found in verify([], log, [anchor_of(block)]).findings]
    ['truncated']
    """
    course = _Course(start or Start(), {each.number: each for each in anchors})
    told = iter(blocks)
    # The first block is asked for before the first row: a log that is still written to then has rows for every block.
    first = next(told, None)
    waiting = _Waiting(rows)
    for block in itertools.chain(() if first is None else (first,), told):
        _follow(course, block)
        if block.number != course.expected.number + 1:
            # Nothing is known of the rows of blocks that are not there.
            waiting.until(block.first - 1)
        members = waiting.until(block.last)
        if pack(members) != block.members:
            _compare(course, block, members)
        course.blocks += 1
        course.sealed += block.count
        course.last = block
        course.expected = Start(block.number, block.last, block.seal)
    tail = _tail(course, waiting, dense_until)
    course.found.extend(_sorted_out(course.differing))
    _cut_off(course)
    # As they stand in the log: by block, then by row; what belongs to no block comes last.
    course.found.sort(key=lambda each: (each.block is None, each.block or 0, each.row or 0))
    return Verified(tuple(course.found), course.blocks, course.sealed, tail, course.last)


class _Waiting:
    """The rows that have not been looked at yet."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def until(self, last: int) -> list[Row]:
        """The rows up to this key."""
        taken: list[Row] = []
        row = self._next
        while row is not None and row[0] <= last:
            taken.append(row)
            row = next(self._rows, None)
        self._next = row
        return taken

    def left(self) -> Iterator[int]:
        """The keys of all that is left."""
        if self._next is not None:
            yield self._next[0]
            yield from (key for key, _digest in self._rows)


def _follow(course: _Course, block: Block) -> None:
    """Does this block follow the one before, is its seal its own, and is it the one that was told outside?"""
    before = course.expected
    if block.number != before.number + 1:
        course.found.append(Finding(Trouble.GAP, block=before.number + 1, until=block.number - 1))
    elif (block.previous, block.first) != (before.seal, before.last + 1):
        course.found.append(Finding(Trouble.BROKEN, block=block.number))
    made = seal_of(
        number=block.number,
        first=block.first,
        last=block.last,
        members=block.members,
        sealed_at=block.sealed_at,
        previous=block.previous,
    )
    if made != block.seal:
        course.found.append(Finding(Trouble.BROKEN, block=block.number))
    told = course.anchors.get(block.number)
    if told is not None and (told.seal, told.last) != (block.seal, block.last):
        course.found.append(Finding(Trouble.REWRITTEN, block=block.number))


def _compare(course: _Course, block: Block, rows: list[Row]) -> None:
    """Row by row, for a block whose rows are not what was sealed."""
    sealed, there = dict(unpack(block.members)), dict(rows)
    for key, digest in sealed.items():
        if key not in there:
            course.found.append(Finding(Trouble.REMOVED, block=block.number, row=key))
        elif there[key] != digest:
            course.differing.append((block.number, key, digest, there[key]))
    course.found.extend(Finding(Trouble.INSERTED, block=block.number, row=key) for key in there if key not in sealed)


def _sorted_out(differing: list[tuple[int, int, bytes, bytes]]) -> Iterator[Finding]:
    """A row that holds what was sealed at another row was moved; any other was changed."""
    sealed = {digest for _block, _key, digest, _found in differing}
    for block, key, _digest, found in differing:
        yield Finding(Trouble.REORDERED if found in sealed else Trouble.CHANGED, block=block, row=key)


def _tail(course: _Course, waiting: _Waiting, dense_until: int | None) -> int:
    """Count the unsealed rows; where keys come without holes, say which are missing."""
    number, before = 0, course.expected.last
    for key in waiting.left():
        number += 1
        if dense_until is not None and key > before + 1:
            course.found.append(Finding(Trouble.GAP, row=before + 1, until=key - 1))
        before = max(before, key)
    if dense_until is not None and dense_until > before:
        course.found.append(Finding(Trouble.GAP, row=before + 1, until=dense_until))
    return number


def _cut_off(course: _Course) -> None:
    """Blocks that were told outside and are no longer there at the end."""
    last = max(course.anchors, default=0)
    if last > course.expected.number:
        course.found.append(Finding(Trouble.TRUNCATED, block=course.expected.number + 1, until=last))
