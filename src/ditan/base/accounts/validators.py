"""The rules of passwords where Django asks for them: on pages and on the command line alike."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ditan.base.accounts.policy import controls


class HouseRules:
    """Length, classes, names, pinyin and the passwords used before; and the memory of what was set."""

    def validate(self, password: str, user: Any = None) -> None:
        from ditan.base.accounts.services.passwords import faults_of

        found = faults_of(password, user)
        if found:
            raise ValidationError([ValidationError(text) for text in found])

    def password_changed(self, password: str, user: Any = None) -> None:
        """Called by Django once a password was saved."""
        from ditan.base.accounts.services.passwords import remember

        if user is not None and user.pk is not None:
            remember(user)

    def get_help_text(self) -> str:
        figures = controls()
        return _(
            "至少 %(length)s 个字符，大写字母、小写字母、数字、符号四类中至少 %(classes)s 类；"
            "不含用户名、姓名及其拼音；不与最近 %(history)s 次相同。"
        ) % {
            "length": figures.password_length,
            "classes": figures.password_classes,
            "history": figures.password_history,
        }
