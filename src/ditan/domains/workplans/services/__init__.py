"""All writes to yearly work plans."""

from ditan.domains.workplans.services.lines import drop_line, restore_line, save_line
from ditan.domains.workplans.services.stepping import take_step
from ditan.domains.workplans.services.taking import Taken, make_workplan, take_from

__all__ = ["Taken", "drop_line", "make_workplan", "restore_line", "save_line", "take_from", "take_step"]
