"""Words that several tables share. Stored as printed where the plan prints them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Nature(models.TextChoices):
    BINDING = "约束性", _("约束性")
    EXPECTED = "预期性", _("预期性")
    GUIDING = "引导性", _("引导性")


class Comparator(models.TextChoices):
    EQUAL = "=", _("等于")
    AT_LEAST = ">=", _("不低于")
    AT_MOST = "<=", _("不高于")
    MORE = ">", _("超过")
    LESS = "<", _("低于")
    ABOUT = "approx", _("左右")


class Basis(models.TextChoices):
    LEVEL = "level", _("期末值")
    ANNUAL = "annual", _("年均值")
    CUMULATIVE = "cumulative", _("累计值")


class Roles(models.TextChoices):
    SPLIT = "split", _("牵头与配合分列")
    JOINT = "joint", _("未分牵头配合")
    SINGLE = "single", _("单一责任单位")
    UNSTATED = "unstated", _("未写明")


class Role(models.TextChoices):
    LEAD = "lead", _("牵头")
    COOPERATING = "cooperating", _("配合")
    JOINT = "joint", _("责任单位(未分主次)")


class Level(models.TextChoices):
    ERROR = "error", _("错误")
    WARNING = "warning", _("警告")
    NOTICE = "notice", _("提示")
