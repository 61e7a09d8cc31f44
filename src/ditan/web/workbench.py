"""The workbench: boxes that domains bring, and calm places for those that are still to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Label, WorkbenchBox, workbench_for
from ditan.web.context import Menu, MenuLink

MOST_LINKS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A place of every workbench: what it is called, and what will stand there once a domain fills it."""

    slot: str
    label: Label
    promise: Label
    icon: str
    narrow: bool = False


PLACES = (
    Place("todo", _("我的待办"), _("需要您审核、填报、签收的事项会列在这里。"), "checklist"),
    Place("alerts", _("预警"), _("指标预警启用后，红、橙、黄预警和处置时限会列在这里。"), "alert"),
    Place("filing", _("填报进度"), _("填报任务下达后，各单位的报送进度会显示在这里。"), "clock"),
    Place("announcements", _("公告"), _("发布的公告会显示在这里。"), "megaphone", narrow=True),
)


@dataclass(frozen=True, slots=True)
class Workbench:
    """What one person's workbench shows."""

    wide: tuple[tuple[WorkbenchBox, dict[str, Any]], ...]
    side: tuple[tuple[WorkbenchBox, dict[str, Any]], ...]
    promised: tuple[Place, ...]
    links: tuple[MenuLink, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do at all."""
        return not (self.wide or self.links)


def workbench(user: Any, menu: Menu) -> Workbench:
    """The user's boxes. Promises and short cuts are for who works with at least one sub-platform."""
    boxes = [(box, box.read(user)) for box in workbench_for(user)]
    filled = {box.slot for box, _content in boxes}
    entries = [link for group in (menu.work or menu.system) for link in group.entries]
    return Workbench(
        wide=tuple((box, content) for box, content in boxes if not box.narrow),
        side=tuple((box, content) for box, content in boxes if box.narrow),
        promised=tuple(place for place in PLACES if menu.work and place.slot not in filled),
        links=tuple(entries[:MOST_LINKS]),
    )
