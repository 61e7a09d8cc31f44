"""A machine for people: as a Mermaid diagram and as rows of a table, both for documents."""

from __future__ import annotations

from typing import Any

from ditan.core.machines.machine import Machine


def mermaid(machine: Machine[Any]) -> str:
    """The machine as a Mermaid state diagram with Chinese labels.

    Examples
    --------
    >>> from ditan.core.machines.targets import HANDED_DOWN
    >>> print(mermaid(HANDED_DOWN))
    stateDiagram-v2
        state "待下达" as awaiting
        state "已下达" as handed_down
        [*] --> awaiting
        awaiting --> handed_down: 登记下达值
        handed_down --> handed_down: 调整下达值
        handed_down --> [*]
    """
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.code}' for state in machine.states]
    lines.append(f"    [*] --> {machine.initial}")
    lines += [
        f"    {source} --> {step.target}: {step.label}" for step in machine.transitions for source in step.sources
    ]
    lines += [f"    {state.code} --> [*]" for state in machine.states if state.final]
    return "\n".join(lines)


def rows(machine: Machine[Any]) -> list[tuple[str, str, str, str, str]]:
    """A row for each transition: its label, from, to, the guards' words, the permission."""
    return [
        (
            step.label,
            "、".join(machine.label(source) for source in step.sources),
            machine.label(step.target),
            "；".join(machine.guard(code).label for code in step.guards),
            step.permission,
        )
        for step in machine.transitions
    ]
