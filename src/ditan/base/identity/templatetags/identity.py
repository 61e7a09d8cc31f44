"""What the log-in page asks of single sign-on."""

from __future__ import annotations

from django import template

from ditan.base.identity.errors import SignOnRefused
from ditan.base.identity.oidc.provider import provider

register = template.Library()


@register.simple_tag
def sign_on_label() -> str:
    """The text on the button, or "" where no identity server is configured."""
    try:
        own = provider()
    except SignOnRefused:
        return ""
    return own.label if own else ""
