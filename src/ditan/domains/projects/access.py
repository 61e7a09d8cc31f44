"""What opens each address and operation of the project library."""

from __future__ import annotations

from ditan.base.declaration import Access
from ditan.domains.projects.permissions import VIEW

ACCESS = (
    Access("projects:list", VIEW),
    Access("projects:project", VIEW, scoped=True),
)
