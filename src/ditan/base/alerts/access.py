"""What opens each address and operation of alerts."""

from __future__ import annotations

from ditan.base.alerts.permissions import ASSIGN, CHECK, EXPORT, HANDLE, MUTE, RULES, VIEW
from ditan.base.declaration import Access

ACCESS = (
    Access("alerts:list", VIEW),
    Access("alerts:export", EXPORT, second_factor=True),
    *(Access(f"alerts:{name}", VIEW, scoped=True) for name in ("alert", "evidence_file")),
    *(
        Access(f"alerts:{name}", HANDLE, scoped=True)
        for name in ("acknowledge", "dispose", "report", "evidence", "evidence_remove")
    ),
    Access("alerts:acknowledge_many", HANDLE),
    *(Access(f"alerts:{name}", CHECK, scoped=True) for name in ("check", "close")),
    *(Access(f"alerts:{name}", MUTE, scoped=True) for name in ("mute", "unmute")),
    Access("alerts:assign", ASSIGN, scoped=True),
    Access("alerts:rules", VIEW),
    Access("alerts:rule", VIEW),
    *(Access(f"alerts:{name}", RULES) for name in ("rule_new", "rule_edit", "rule_switch")),
    *(Access(f"api:alerts_{name}", VIEW) for name in ("alerts", "rules")),
    Access("api:alerts_alert", VIEW, scoped=True),
    *(Access(f"api:alerts_{name}", HANDLE, scoped=True) for name in ("acknowledge", "dispose", "report")),
    *(Access(f"api:alerts_{name}", CHECK, scoped=True) for name in ("check", "send_back", "close")),
    *(Access(f"api:alerts_{name}", MUTE, scoped=True) for name in ("mute", "unmute")),
)
