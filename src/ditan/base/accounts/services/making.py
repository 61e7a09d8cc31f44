"""New accounts: those of the first start, and those that the system administrator makes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ditan.base.accounts.errors import InvalidAccount
from ditan.base.accounts.permissions import MANAGE, require
from ditan.base.accounts.services.managing import one_time_password
from ditan.base.accounts.services.passwords import set_password, state_of
from ditan.base.accounts.services.releasing import MADE, withhold
from ditan.base.audit.services import record
from ditan.base.directory.models import Person
from ditan.base.directory.selectors import list_people

LONGEST = 50


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What is typed for a new account. `person` is a name or a staff number of the directory, or empty."""

    name: str = ""
    family: str = ""
    given: str = ""
    person: str = ""


@transaction.atomic
def make_account(*, user: User, typed: NewAccount) -> tuple[User, str]:
    """A new account with a random password that is shown once and must be changed behind the first log-in.

    It holds no role of its own: those are the security administrator's affair.
    """
    require(user, MANAGE)
    kept = NewAccount(*(unicodedata.normalize("NFKC", each).strip() for each in _values(typed)))
    person = _checked(user, kept)
    made = User(username=kept.name, last_name=kept.family, first_name=kept.given)
    password = one_time_password()
    made.set_password(password)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise InvalidAccount({"name": _taken(kept.name)}) from error
    state = state_of(made)
    state.must_change = True
    state.save(update_fields=["must_change"])
    if person is not None:
        person.user = made
        person.save(update_fields=["user"])
    _record(user, made, person)
    withhold(by=user, of=made, why=MADE)
    return made, password


@transaction.atomic
def found_account(*, name: str, family: str, given: str, password: str) -> User:
    """An account of the first start, with the password that its owner chose. Nobody is there yet to hold a permission.

    Only the setting up of the first administrators calls this, after it has checked the code.
    """
    made = User(username=name, last_name=family, first_name=given)
    made.set_unusable_password()
    made.save()
    set_password(user=made, new=password)
    _record(None, made, None)
    return made


def _checked(user: User, kept: NewAccount) -> Person | None:
    """The person of the directory that is meant, or None; refuses all that is wrong at once."""
    errors = {"name": _name_fault(kept.name), "family": _part_fault(_("姓"), kept.family)}
    errors["given"] = _part_fault(_("名"), kept.given)
    person: Person | None = None
    if kept.person:
        person, errors["person"] = _person(user, kept)
    if any(errors.values()):
        raise InvalidAccount({field: text for field, text in errors.items() if text})
    return person


def _name_fault(name: str) -> str:
    if not name:
        return _("请填写用户名，例如姓名的拼音。")
    if len(name) > LONGEST:
        return _("用户名有 %(count)s 个字符，最多 %(most)s 个；请缩短。") % {"count": len(name), "most": LONGEST}
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError:
        return _("用户名“%(name)s”含有不能用的字符；只能用汉字、字母、数字和 @ . + - _，不能有空格。") % {"name": name}
    return _taken(name) if User.objects.filter(username__iexact=name).exists() else ""


def _taken(name: str) -> str:
    return _("用户名“%(name)s”已被使用（不分大小写），请换一个。") % {"name": name}


def _part_fault(label: str, text: str) -> str:
    if not text:
        return _("请填写%(label)s。") % {"label": label}
    if len(text) > LONGEST:
        return _("%(label)s最多 %(most)s 个字符；请缩短。") % {"label": label, "most": LONGEST}
    # A letter, or what stands between the parts of a name; no marks that a page or a sheet could take for something.
    if all(each.isalpha() or each in " ·•.-'" for each in text):
        return ""
    return _("%(label)s“%(text)s”含有不能用的字符；只能用汉字、字母、间隔号和短横。") % {"label": label, "text": text}


def _person(user: User, kept: NewAccount) -> tuple[Person | None, str]:
    """The one person with that name or number who has no account yet, and what is wrong otherwise."""
    about = {"text": kept.person}
    found = [each for each in list_people(user, kept.person) if kept.person in (each.staff_number, each.name)][:2]
    numbered = [each for each in found if each.staff_number == kept.person]
    found = numbered or found
    if not found:
        return None, _("人员目录中没有姓名或工号为“%(text)s”的人；请先在“人员与岗位”登记，或留空。") % about
    if len(found) > 1:
        return None, _("人员目录中有多人叫“%(text)s”；请改填工号。") % about
    locked = Person.objects.select_for_update(of=("self",)).get(pk=found[0].pk)
    if locked.user_id is not None:
        return None, _("“%(text)s”已有账号；一人一号，请核对。") % about
    if locked.name != kept.family + kept.given:
        about |= {"person": locked.name, "typed": kept.family + kept.given}
        return None, _("对应人员的姓名是“%(person)s”，与所填姓名“%(typed)s”不一致；请核对。") % about
    return locked, ""


def _values(typed: NewAccount) -> tuple[str, str, str, str]:
    return typed.name, typed.family, typed.given, typed.person


def _record(user: User | None, made: User, person: Person | None) -> None:
    record(
        act="accounts.account_made",
        user=user,
        target_kind="account",
        target_key=made.pk,
        target_name=made.get_username(),
        after={"person": person.name if person else "", "person_key": str(person.pk) if person else ""},
    )
