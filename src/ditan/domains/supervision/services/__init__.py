"""All writes of supervision."""

from ditan.domains.supervision.services.classes import ClassDraft, load_classes, save_class
from ditan.domains.supervision.services.drawing_up import Draft, change, draw_up, draw_up_many, propose_matter
from ditan.domains.supervision.services.extending import ask_extension, decide_extension, hang, urge
from ditan.domains.supervision.services.findings import explain, look_at
from ditan.domains.supervision.services.from_plan import from_plan
from ditan.domains.supervision.services.handing_over import pass_all
from ditan.domains.supervision.services.handling import possible_steps, take_step
from ditan.domains.supervision.services.progress import report_progress, sign_part
from ditan.domains.supervision.services.splitting import (
    SubTask,
    finish_milestone,
    move_below,
    remove_milestone,
    save_milestone,
    split,
)

__all__ = [
    "ClassDraft",
    "Draft",
    "SubTask",
    "ask_extension",
    "change",
    "decide_extension",
    "draw_up",
    "draw_up_many",
    "explain",
    "finish_milestone",
    "from_plan",
    "hang",
    "load_classes",
    "look_at",
    "move_below",
    "pass_all",
    "possible_steps",
    "propose_matter",
    "remove_milestone",
    "report_progress",
    "save_class",
    "save_milestone",
    "sign_part",
    "split",
    "take_step",
    "urge",
]
