"""Blocks: stretches of the log under one seal, each seal over the one before."""

from __future__ import annotations

import hashlib
import itertools
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ditan.core.audit.rows import DIGEST_SIZE

FORM = "ditan-block-1"
NO_SEAL = "0" * 64
"""What stands before the first block."""

_KEY = struct.Struct(">q")
MEMBER_SIZE = _KEY.size + DIGEST_SIZE

Row = tuple[int, bytes]
"""A row's key and its digest."""


@dataclass(frozen=True, slots=True)
class Block:
    """One sealed stretch.

    number
        1 for the first; each next block has the next number.
    first, last
        The keys that the stretch covers, both included: it begins where the block before ended.
    members
        Key and digest of each row, in the order of the keys, `MEMBER_SIZE` bytes each.
    sealed_at
        When, as text; it is sealed with the rest.
    previous, seal
        The seal of the block before and this block's own, as hexadecimal digits.
    """

    number: int
    first: int
    last: int
    members: bytes
    sealed_at: str
    previous: str
    seal: str

    @property
    def count(self) -> int:
        """How many rows it seals."""
        return len(self.members) // MEMBER_SIZE


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was told of a seal outside the database when it was made."""

    number: int
    last: int
    seal: str


@dataclass(frozen=True, slots=True)
class Start:
    """Where a chain begins whose earlier blocks lie in the archive: the last of those."""

    number: int = 0
    last: int = 0
    seal: str = NO_SEAL


def pack(rows: Iterable[Row]) -> bytes:
    """The rows' keys and digests as a block keeps them.

    Examples
    --------
    >>> pack([(1, b"x" * 32)]) == bytes(7) + b"\\x01" + b"x" * 32
    True
    """
    return b"".join([_KEY.pack(key) + digest for key, digest in rows])


def unpack(members: bytes) -> Iterator[Row]:
    """The reverse of `pack`; a last piece that is cut off is left out.

    Examples
    --------
    >>> list(unpack(pack([(7, b"d" * 32)]) + b"cut")) == [(7, b"d" * 32)]
    True
    """
    for at in range(0, len(members) - MEMBER_SIZE + 1, MEMBER_SIZE):
        yield _KEY.unpack_from(members, at)[0], members[at + _KEY.size : at + MEMBER_SIZE]


def seal_of(*, number: int, first: int, last: int, members: bytes, sealed_at: str, previous: str) -> str:
    """The seal of a block: over the seal before, all that the block says of itself, and all its rows.

    Examples
    --------
    >>> one = seal_of(number=1, first=1, last=2, members=b"", sealed_at="", previous=NO_SEAL)
    >>> other = seal_of(number=1, first=1, last=3, members=b"", sealed_at="", previous=NO_SEAL)
    >>> len(one), one == other
    (64, False)
    """
    told = (FORM, str(number), str(first), str(last), sealed_at, previous, hashlib.sha256(members).hexdigest())
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def seal(rows: Iterable[Row], *, after: Block | Start, sealed_at: str) -> Block:
    """The next block, with these rows in the order of their keys.

    Raises
    ------
    ValueError
        Where no row is given, or one does not come after the block before and the rows before it.

    Examples
    --------
    >>> block = seal([(1, b"a" * 32), (2, b"b" * 32)], after=Start(), sealed_at="2026-01-01T00:00:00+00:00")
    >>> block.number, block.first, block.last, block.count
    (1, 1, 2, 2)
    >>> seal([(3, b"c" * 32)], after=block, sealed_at="").previous == block.seal
    True
    """
    given = list(rows)
    if not given:
        raise ValueError("a block seals at least one row")
    keys = [after.last, *(key for key, _digest in given)]
    if any(later <= earlier for earlier, later in itertools.pairwise(keys)):
        raise ValueError(f"the rows of a block come in the order of their keys, all after {after.last}")
    number, first, last, members = after.number + 1, after.last + 1, keys[-1], pack(given)
    made = seal_of(number=number, first=first, last=last, members=members, sealed_at=sealed_at, previous=after.seal)
    return Block(number, first, last, members, sealed_at, after.seal, made)


def anchor_of(block: Block) -> Anchor:
    """What to tell of a block outside the database.

    Examples
    --------
    >>> anchor_of(seal([(5, b"e" * 32)], after=Start(), sealed_at="")).last
    5
    """
    return Anchor(block.number, block.last, block.seal)
