from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.accounts.declared import DOMAIN
from ditan.base.declaration import Domain

ROOM = "ditan.base.accounts"


class AccountsConfig(AppConfig):
    name = ROOM
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("账号与登录")

    domain: ClassVar[Domain] = DOMAIN

    def ready(self) -> None:
        from ditan.base.accounts import signals
        from ditan.base.accounts.services.releasing import placed
        from ditan.base.directory.handing import when_taken

        signals.connect()
        when_taken("accounts.withhold", placed)
