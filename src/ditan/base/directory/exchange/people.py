"""People and the posts that they hold, out to a workbook and back in.

A row with a staff number that is known speaks of that person and may add a post; any other row is somebody new. Telephones
leave the house only as whoever exports may read them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.directory import forms, services
from ditan.base.directory.contacts import shown_phone
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.exchange.form import Form, refuse_too_many
from ditan.base.directory.models import Holding, Organisation, Person, Post
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.selectors import list_people

COLUMNS = {
    "name": "姓名",
    "staff_number": "工号",
    "phone": "电话",
    "organisation": "单位",
    "title": "岗位",
    "on": "任职日期",
    "acting": "代理",
}
YES, NO = "是", "否"


def form() -> Form:
    """The workbook of people."""
    return Form("人员与岗位", COLUMNS, ("name",), wide=("organisation",), offered={"acting": (YES, NO)})


def export_people(user: User, words: str = "", at: str = "", as_of: datetime.date | None = None) -> bytes:
    """The list as the search left it, a row for each post that somebody holds on that day."""
    require(user, MANAGE)
    people = list_people(user, words, as_of=as_of, at=at)
    number = people.count()
    refuse_too_many(number)
    data = form().written(row for person in people.iterator(chunk_size=2000) for row in _rows(user, person))
    record_apart(act="directory.people_exported", user=user, outcome="done", detail=_("导出 %d 人") % number)
    return data


def import_people(*, user: User, data: bytes, new_posts: bool = False) -> int:
    """Take in every row; with `new_posts` a post that its organisation does not have yet is made."""
    require(user, MANAGE)
    return form().taken_in(data, lambda typed: _taken(user, typed, new_posts))


def _taken(user: User, typed: dict[str, str], new_posts: bool) -> Person:
    person = _person(user, typed)
    organisation, title = typed.get("organisation", ""), typed.get("title", "")
    if not organisation and not title:
        return person
    acting = typed.get("acting", "")
    if acting not in ("", YES, NO):
        raise InvalidFields({"acting": _("“%(text)s”不是“是”或“否”。") % {"text": acting[:20]}})
    if not typed.get("on"):
        raise InvalidFields({"on": _("填写了岗位，还须填写任职日期，如 2026-07-01。")})
    day = forms.day_of(typed["on"])
    post = _post(user, organisation, title, new_posts)
    services.hold_post(user=user, post=post, person=person, on=day, acting=acting == YES)
    return person


def _person(user: User, typed: dict[str, str]) -> Person:
    name, number = typed.get("name", ""), typed.get("staff_number", "")
    known = Person.objects.filter(staff_number=number).first() if number else None
    if known is not None:
        if known.name != name:
            words = {"number": number, "known": known.name, "name": name[:100]}
            raise InvalidFields(
                {"staff_number": _("工号“%(number)s”已属于%(known)s，与本行姓名“%(name)s”不一致；请核对。") % words}
            )
        return known
    if not number and Person.objects.filter(name=name).exists():
        raise InvalidFields({"staff_number": _("已有同名人员“%(name)s”；请填写工号以便区分。") % {"name": name[:100]}})
    return services.create_person(user=user, name=name, phone=typed.get("phone", ""), staff_number=number)


def _post(user: User, organisation: str, title: str, new_posts: bool) -> Post:
    found: Organisation | None = forms.organisation_named(organisation, "organisation")
    if found is None or not title:
        raise InvalidFields({"organisation" if found is None else "title": _("单位和岗位须同时填写。")})
    known = Post.objects.filter(organisation=found, title=title, valid_to__isnull=True).first()
    if known is not None:
        return known
    if not new_posts:
        words = {"name": found.name, "title": title[:100]}
        raise InvalidFields(
            {"title": _("“%(name)s”没有岗位“%(title)s”；请核对，或勾选“没有的岗位一并新增”后重新导入。") % words}
        )
    return services.create_post(user=user, organisation=found, title=title)


def _rows(user: User, person: Person) -> Iterator[list[str]]:
    about = [person.name, person.staff_number, shown_phone(user, person.phone)]
    held: list[Holding] = person.held  # type: ignore[attr-defined]
    for each in held:
        acting = YES if each.acting else NO
        post = each.post
        yield [*about, post.organisation.name, post.title, each.valid_from.isoformat(), acting]
    if not held:
        yield about
