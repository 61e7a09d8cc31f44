"""Trial mode: one local account whose password is random and shown once."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User

from ditan.base.accounts.services.setting_up import TRIAL_NAME

NAME = TRIAL_NAME


def make_trial_account() -> str | None:
    """Make the trial account and return its password; None where the account already exists, also switched off."""
    if User.objects.filter(username=NAME).exists():
        return None
    password = secrets.token_urlsafe(12)
    User.objects.create_superuser(NAME, password=password)
    return password


def trial_account() -> User:
    """The trial account."""
    return User.objects.get(username=NAME)
