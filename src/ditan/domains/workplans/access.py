"""What opens each address and operation of yearly work plans."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Access
from ditan.domains.workplans.permissions import APPROVE, DRAW_UP, EXPORT, VIEW

ACCESS = (
    Access("workplans:list", VIEW),
    Access("workplans:new", DRAW_UP),
    Access("workplans:workplan", VIEW, scoped=True),
    Access("workplans:edition", APPROVE, scoped=True),
    *(Access(f"workplans:{name}", DRAW_UP, scoped=True) for name in ("take", "line_new", "line", "line_act", "import")),
    Access("workplans:hand_out", DRAW_UP, scoped=True, note=_("另需督办立项权限")),
    Access("workplans:step", VIEW, scoped=True, note=_("所需权限依步骤而定")),
    Access("workplans:export", EXPORT, scoped=True, second_factor=True),
    Access("workplans:document", EXPORT, scoped=True, second_factor=True),
    Access("api:workplans_list", VIEW),
    Access("api:workplans_workplan", VIEW, scoped=True),
)
