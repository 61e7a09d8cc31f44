"""The tag `url` of every template, with a memory: `ditan.base.links`."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse
from django.utils.html import conditional_escape

from ditan.base.links import address

register = template.Library()


class RememberedURL(URLNode):
    """Django's own tag, which turns name and arguments into an address anew each time, asks the memory first."""

    def render(self, context: Any) -> str:
        if self.kwargs or self.asvar:
            return super().render(context)
        found = address(self.view_name.resolve(context), *(each.resolve(context) for each in self.args))
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Any, token: Any) -> RememberedURL:
    """`{% url "plans:plan" pk %}`, parsed as Django does."""
    node = parse(parser, token)
    return RememberedURL(node.view_name, node.args, node.kwargs, node.asvar)
