from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Domain, Permission

ROOM = "ditan.base.directory"
COORDINATOR = "统筹"
SYSTEM_ADMINISTRATOR = "系统管理员"
READERS = ("领导", "部门", "镇街")


class DirectoryConfig(AppConfig):
    name = ROOM
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("组织与区划")

    domain: ClassVar[Domain] = Domain(
        name="directory",
        label=_("组织与区划"),
        url_prefix="directory/",
        order=60,
        permissions=(
            Permission("directory.view_directory", _("查看组织与区划"), (SYSTEM_ADMINISTRATOR, COORDINATOR, *READERS)),
            Permission("directory.manage_directory", _("维护组织、区划与人员"), (SYSTEM_ADMINISTRATOR,)),
            Permission("directory.manage_dictionaries", _("维护字典、参数与行业分类"), (SYSTEM_ADMINISTRATOR,)),
        ),
    )

    def ready(self) -> None:
        from ditan.base.audit.hooks import names_organisations
        from ditan.base.directory.recorded import organisation_name

        names_organisations(organisation_name)
