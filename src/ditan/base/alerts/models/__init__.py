"""Rules, the alerts that they raised, and what people did about them."""

from ditan.base.alerts.models.alerts import Alert, AlertEvidence, AlertLevel, AlertState, AlertStep
from ditan.base.alerts.models.rules import AlertRule, AlertRuleVersion, RuleKind

__all__ = [
    "Alert",
    "AlertEvidence",
    "AlertLevel",
    "AlertRule",
    "AlertRuleVersion",
    "AlertState",
    "AlertStep",
    "RuleKind",
]
