"""Trees of keys: cycles, branches, and paths whose order in a database is the order of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DIGITS = 8
"""Digits of one key in a path. Digits sort alike under every collation, which letters and signs do not."""


def cycle_through(parents: Mapping[int, int | None], node: int, parent: int | None) -> tuple[int, ...]:
    """The way from the new parent up to the node itself, if setting that parent would close a ring; else nothing.

    Examples
    --------
    >>> cycle_through({1: None, 2: 1, 3: 2}, 1, 3)
    (3, 2, 1)
    >>> cycle_through({1: None, 2: 1, 3: 2}, 3, 1)
    ()
    """
    way: list[int] = []
    at = parent
    while at is not None and at not in way:
        way.append(at)
        if at == node:
            return tuple(way)
        at = parents.get(at)
    return ()


def below(parents: Mapping[int, int | None], roots: Iterable[int]) -> set[int]:
    """The roots and everything that stands below them, at any depth.

    Examples
    --------
    >>> sorted(below({1: None, 2: 1, 3: 2, 4: None}, [2]))
    [2, 3]
    """
    children: dict[int, list[int]] = {}
    for node, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(node)
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += children.get(node, ())
    return found


def path_of(parent_path: str, node: int) -> str:
    """The path of a node below another; `parent_path` is empty for a root.

    Examples
    --------
    >>> path_of(path_of("", 12), 345)
    '0000001200000345'
    """
    # The last number of eight digits has no successor of eight digits, which `range_of` needs.
    if not 0 < node < 10**DIGITS - 1:
        raise ValueError(f"key {node} does not fit a path")
    return f"{parent_path}{node:0{DIGITS}d}"


def range_of(path: str) -> tuple[str, str]:
    """First and one past last of the paths in the branch of this node.

    Examples
    --------
    >>> range_of("0000001200000345")
    ('0000001200000345', '0000001200000346')
    """
    last = int(path[-DIGITS:])
    return path, f"{path[:-DIGITS]}{last + 1:0{DIGITS}d}"


def replanted(path: str, old: str, new: str) -> str:
    """The path of a node of a branch that moved from `old` to `new`.

    Examples
    --------
    >>> replanted("000000010000000200000003", "0000000100000002", "0000000900000002")
    '000000090000000200000003'
    """
    if not path.startswith(old):
        raise ValueError(f"{path} is not in the branch {old}")
    return new + path[len(old) :]
