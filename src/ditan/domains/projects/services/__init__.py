"""All writes to the project library: permission → validate → act → record, one transaction each."""

from ditan.domains.projects.services.taking_over import adopt, from_plan, preview

__all__ = ["adopt", "from_plan", "preview"]
