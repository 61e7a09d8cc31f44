"""Every method of this package."""

from __future__ import annotations

from ditan.core.methods import Method

METHODS: tuple[Method, ...] = ()
