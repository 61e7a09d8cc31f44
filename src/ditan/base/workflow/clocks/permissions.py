"""Who keeps chains of escalation, and who hears of what has climbed to the top."""

CHAINS = "workflow.manage_chains"
HEAR = "workflow.hear_escalations"
