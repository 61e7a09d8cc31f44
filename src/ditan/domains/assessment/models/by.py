"""Who did it: the account, and the name that it had then."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def account() -> Any:
    """A link to the account that outlives it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("经办人"),
    )


def name_then() -> Any:
    """The name of the person at the time."""
    return models.CharField(_("经办人姓名"), max_length=150, blank=True)
