"""Regions and organisations by the names that they had on the day as of which the page is read."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ditan.base.directory.viewing import Called, then

register = template.Library()


@register.filter
def called(what: Any) -> SafeString | str:
    """A subject, a region or an organisation by its name of the day; nothing for None.

    A text is the name under which rows list a department. It was printed, so it stays, with the name of the day behind.
    """
    if what is None or what == "":
        return ""
    day = then()
    if day is None:
        return what if isinstance(what, str) else str(what.name)
    on = day.on.isoformat()
    if isinstance(what, str):
        found = day.listed(what)
        if found.name != what:
            named = _("%(on)s 名称：%(name)s") % {"on": on, "name": found.name}
            return format_html('{} <span class="then">（{}）</span>{}', what, named, _gone(found))
        return format_html("{}{}", what, _gone(found))
    found = _named(what)
    if found.name != what.name:
        title = _("%(on)s 的名称；现名：%(name)s") % {"on": on, "name": what.name}
        return format_html('<span class="then" title="{}">{}</span>{}', title, found.name, _gone(found))
    return format_html("{}{}", found.name, _gone(found))


def _named(what: Any) -> Called:
    day = then()
    assert day is not None
    kind = getattr(what, "kind", "")
    if hasattr(what, "type_word") or kind == "region":
        return day.region(what.code, what.name)
    if hasattr(what, "credit_code"):
        gone = "" if what.holds_on(day.on) else day.why_gone(what.valid_from)
        return Called(day.organisation(what.pk, what.name).name, gone)
    if kind == "organisation" and what.code.isdigit():
        return day.organisation(int(what.code), what.name)
    return Called(what.name)


def _gone(found: Called) -> SafeString | str:
    return format_html(' <span class="sign">{}</span>', found.gone) if found.gone else conditional_escape("")
