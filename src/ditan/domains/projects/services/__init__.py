"""All writes to the project library: permission → validate → act → record, one transaction each."""

from ditan.domains.projects.services.editing import ProjectDraft, edit_project, make_project
from ditan.domains.projects.services.files import add_file, remove_file
from ditan.domains.projects.services.money import MoneyDraft, adjust_money, drop_money, register_money
from ditan.domains.projects.services.parts import (
    close_finding,
    remove_milestone,
    set_abatement,
    set_milestone,
    set_quantity,
)
from ditan.domains.projects.services.screening import (
    ItemDraft,
    add_condition,
    decide,
    drop_condition,
    fill_checklist,
    fulfil_condition,
)
from ditan.domains.projects.services.stepping import possible_steps, take_step
from ditan.domains.projects.services.sums import refresh
from ditan.domains.projects.services.taking_over import adopt, from_plan, preview

__all__ = [
    "ItemDraft",
    "MoneyDraft",
    "ProjectDraft",
    "add_condition",
    "add_file",
    "adjust_money",
    "adopt",
    "close_finding",
    "decide",
    "drop_condition",
    "drop_money",
    "edit_project",
    "fill_checklist",
    "from_plan",
    "fulfil_condition",
    "make_project",
    "possible_steps",
    "preview",
    "refresh",
    "register_money",
    "remove_file",
    "remove_milestone",
    "set_abatement",
    "set_milestone",
    "set_quantity",
    "take_step",
]
