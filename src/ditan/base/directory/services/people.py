"""People, posts, who holds which, and hand-over."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.directory.errors import InvalidFields, StillInUse, WrongDay
from ditan.base.directory.handing import pass_on, taken
from ditan.base.directory.models import HandOver, Holding, Organisation, Person, Post
from ditan.base.directory.permissions import MANAGE, require
from ditan.base.directory.services.logged import log


@transaction.atomic
def create_person(
    *, user: User, name: str, phone: str = "", staff_number: str = "", account: User | None = None
) -> Person:
    """Somebody new, with or without an account."""
    require(user, MANAGE)
    made = Person(**_checked(None, name, phone, staff_number), user=account)
    if account is not None and Person.objects.filter(user=account).exists():
        raise InvalidFields({"account": _("账号“%s”已属于另一个人；请核对。") % account.get_username()})
    made.save()
    log("person_created", user, "person", made, after={"name": made.name, "staff_number": made.staff_number})
    return made


@transaction.atomic
def edit_person(*, user: User, pk: int, name: str, phone: str | None, staff_number: str) -> Person:
    """Change a person's name, number or telephone; None leaves the telephone as it is.

    The log says that the telephone changed and never which it is.
    """
    require(user, MANAGE)
    found = Person.objects.get(pk=pk)
    before = {"name": found.name, "staff_number": found.staff_number}
    kept = _checked(pk, name, found.phone if phone is None else phone, staff_number)
    rung = found.phone != kept["phone"]
    for field, value in kept.items():
        setattr(found, field, value)
    found.save()
    after = {"name": found.name, "staff_number": found.staff_number, "phone_changed": rung}
    log("person_changed", user, "person", found, before=before, after=after)
    return found


@transaction.atomic
def create_post(
    *, user: User, organisation: Organisation, title: str, on: datetime.date | None = None, position: int = 0
) -> Post:
    """A post of an organisation."""
    require(user, MANAGE)
    kept = title.strip()
    if not kept or len(kept) > 100:
        raise InvalidFields({"title": _("岗位名称应为 1—100 个字符。")})
    if organisation.valid_to is not None:
        raise InvalidFields({"organisation": _("“%(name)s”已撤销，不能再设岗位。") % {"name": organisation.name}})
    if organisation.posts.filter(title=kept, valid_to__isnull=True).exists():
        raise InvalidFields(
            {"title": _("“%(name)s”已有岗位“%(title)s”；请改用已有岗位。") % {"name": organisation.name, "title": kept}}
        )
    made = Post.objects.create(organisation=organisation, title=kept, valid_from=on, position=position)
    log("post_created", user, "post", made, after={"organisation": organisation.name, "title": kept})
    return made


@transaction.atomic
def hold_post(*, user: User, post: Post, person: Person, on: datetime.date, acting: bool = False) -> Holding:
    """Let a person hold a post, or act in it, from that day on."""
    require(user, MANAGE)
    _refuse_ended(post, on)
    held = Holding.objects.filter(post=post, person=person, valid_to__isnull=True).first()
    if held is not None:
        raise StillInUse(
            _("%(person)s自 %(from)s 起已任“%(post)s”；不必重复登记。")
            % {"person": person.name, "from": held.valid_from, "post": post.title}
        )
    made = Holding.objects.create(post=post, person=person, valid_from=on, acting=acting)
    log("post_taken", user, "post", post, after={"person": person.name, "on": str(on), "acting": acting})
    taken(user, post, person)
    return made


@transaction.atomic
def hand_over_post(
    *, user: User, holding: Holding, taker: Person | None, on: datetime.date, note: str = ""
) -> HandOver | None:
    """End a holding on that day; its open work passes to the taker, who holds the post from then on.

    Without a taker the post stands empty, its work with it, until somebody takes it.
    """
    require(user, MANAGE)
    found = Holding.objects.select_for_update(of=("self",)).select_related("post", "person").get(pk=holding.pk)
    if found.valid_to is not None:
        raise StillInUse(_("这项任职已于 %(on)s 结束，不能再交接。") % {"on": found.valid_to})
    if found.valid_from >= on:
        raise WrongDay(
            _("%(person)s自 %(from)s 起任职；交接日期 %(on)s 须晚于这一天。")
            % {"person": found.person.name, "from": found.valid_from, "on": on}
        )
    if taker is not None and taker.pk == found.person_id:
        raise InvalidFields({"taker": _("接收人就是移交人本人；请另选接收人。")})
    found.valid_to = on
    found.save(update_fields=["valid_to"])
    before = {"person": found.person.name}
    if taker is None:
        left = {"on": str(on), "note": note.strip()[:400]}
        log("post_left", user, "post", found.post, before=before, after=left)
        return None
    if not Holding.objects.filter(post=found.post, person=taker, valid_to__isnull=True).exists():
        hold_post(user=user, post=found.post, person=taker, on=on, acting=found.acting)
    passed = pass_on(found.post, found.person, taker, on)
    made = HandOver.objects.create(
        post=found.post, leaver=found.person, taker=taker, on=on, passed=passed, note=note.strip()[:400]
    )
    after = {"person": taker.name, "on": str(on), "passed": passed}
    log("post_handed_over", user, "post", found.post, before=before, after=after)
    return made


def _refuse_ended(post: Post, on: datetime.date) -> None:
    if not post.holds_on(on):
        raise WrongDay(
            _("岗位“%(post)s”在 %(on)s 不存在（%(from)s 至 %(to)s）；请核对日期。")
            % {"post": post.title, "on": on, "from": post.valid_from or "…", "to": post.valid_to or _("现在")}
        )


def _checked(pk: int | None, name: str, phone: str, staff_number: str) -> dict[str, str]:
    kept = {"name": name.strip(), "phone": phone.strip(), "staff_number": staff_number.strip()}
    errors: dict[str, str] = {}
    if not kept["name"] or len(kept["name"]) > 100:
        errors["name"] = _("姓名应为 1—100 个字符。")
    digits = kept["phone"].removeprefix("+").replace("-", "").replace(" ", "")
    if digits and not (digits.isascii() and digits.isdigit() and 5 <= len(digits) <= 20):
        errors["phone"] = _("电话应为 5—20 位数字，可含空格、短横和开头的加号；请核对。")
    if len(kept["staff_number"]) > 40:
        errors["staff_number"] = _("工号最多 40 个字符。")
    same = Person.objects.filter(staff_number=kept["staff_number"]).first()
    if kept["staff_number"] and same is not None and same.pk != pk:
        errors["staff_number"] = _("工号“%(number)s”已属于%(name)s。") % {
            "number": kept["staff_number"],
            "name": same.name,
        }
    if errors:
        raise InvalidFields(errors)
    return kept
