"""What opens the house's own addresses."""

from __future__ import annotations

from ditan.base.declaration import ANYBODY, SIGNED_IN, Access

ACCESS = (
    *(Access(name, ANYBODY) for name in ("set_language", "incompatible")),
    *(Access(name, SIGNED_IN) for name in ("home", "help", "help_chapter", "search", "as_of")),
    *(Access(f"api:{name}", SIGNED_IN) for name in ("openapi-json", "openapi-view", "api-root")),
)
