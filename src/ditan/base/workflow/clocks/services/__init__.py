"""All writes to clocks and chains."""

from ditan.base.workflow.clocks.services.chains import LevelDraft, load_chains, save_chain
from ditan.base.workflow.clocks.services.escalating import Outcome, run_escalations
from ditan.base.workflow.clocks.services.running import (
    Start,
    assign_clock,
    move_due,
    pause,
    resume,
    start_clock,
    start_clocks,
    stop,
)

__all__ = [
    "LevelDraft",
    "Outcome",
    "Start",
    "assign_clock",
    "load_chains",
    "move_due",
    "pause",
    "resume",
    "run_escalations",
    "save_chain",
    "start_clock",
    "start_clocks",
    "stop",
]
