"""What the database itself refuses of the history of alerts and rules."""

from ditan.base.append_only import Triggers

TRIGGERS = Triggers(("alerts_alertstep", "alerts_alertruleversion"), "alerts", "history of alerts is append-only")
