from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import SIGNED_IN, Access, Domain, MenuEntry, NoticeKind

ROOM = "ditan.base.reporting"


class ReportingConfig(AppConfig):
    name = ROOM
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("下载中心")

    domain: ClassVar[Domain] = Domain(
        name="reporting",
        label=_("下载中心"),
        urls=f"{ROOM}.urls",
        url_prefix="downloads/",
        order=25,
        menu=(
            MenuEntry(
                _("下载中心"),
                "reporting:downloads",
                "download",
                badge=f"{ROOM}.selectors.open_downloads",
                personal=True,
            ),
        ),
        access=(
            Access("reporting:downloads", SIGNED_IN),
            Access("reporting:file", SIGNED_IN, scoped=True, second_factor=True),
            Access("reporting:delete", SIGNED_IN, scoped=True),
        ),
        notices=(
            NoticeKind(
                "reporting.download_ready",
                _("导出完成"),
                _("“{title}”已可下载"),
                _("共 {rows} 行，文件保留 {days} 天，过期自动清理。"),
            ),
            NoticeKind(
                "reporting.document_ready",
                _("文件已生成"),
                _("“{title}”已可下载"),
                _("文件保留 {days} 天，过期自动清理。"),
            ),
        ),
    )
