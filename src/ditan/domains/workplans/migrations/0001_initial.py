"""Yearly work plans, their lines, and what was issued of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ditan.domains.workplans.triggers import TRIGGERS


def install(apps, schema_editor):
    TRIGGERS.install(schema_editor.connection)


def lift(apps, schema_editor):
    TRIGGERS.lift(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_organisation_names"),
        ("plans", "0007_view_targets"),
        ("records", "0006_contributions"),
        ("supervision", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "编制中"),
                            ("under_review", "审核中"),
                            ("approved", "已批准"),
                            ("issued", "已下达"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="修订理由")),
                ("document_number", models.CharField(blank=True, max_length=100, verbose_name="发文字号")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="下达日期")),
                ("created_by_name", models.CharField(blank=True, max_length=150, verbose_name="编制人姓名")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                ("demo", models.BooleanField(default=False, verbose_name="演示")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
                (
                    "plans",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="plans.plandocument", verbose_name="依据的规划"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workplans",
                        to="records.subject",
                        verbose_name="地区",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度工作计划",
                "verbose_name_plural": "年度工作计划",
                "ordering": ("-year", "-pk"),
                "permissions": (
                    ("view_workplans", "查看年度工作计划"),
                    ("draw_up", "编制年度工作计划"),
                    ("approve_plans", "批准年度工作计划"),
                    ("issue_plans", "下达年度工作计划"),
                    ("export_workplans", "导出年度工作计划"),
                ),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="WorkLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("indicator", "指标"), ("task", "任务"), ("project", "项目")],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("title", models.CharField(max_length=300, verbose_name="名称")),
                ("text", models.TextField(blank=True, verbose_name="内容与要求")),
                ("comparator", models.CharField(blank=True, max_length=8, verbose_name="比较")),
                ("value", models.FloatField(blank=True, null=True, verbose_name="年度目标值")),
                ("unit", models.CharField(blank=True, max_length=100, verbose_name="单位")),
                ("organisation_name", models.CharField(blank=True, max_length=200, verbose_name="牵头单位名称")),
                ("cooperating", models.CharField(blank=True, max_length=600, verbose_name="配合单位")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="完成时限")),
                ("due_text", models.CharField(blank=True, max_length=200, verbose_name="时限原文")),
                (
                    "weight",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=7, null=True, verbose_name="权重"),
                ),
                ("basis", models.CharField(blank=True, max_length=400, verbose_name="依据")),
                ("rule", models.CharField(blank=True, max_length=8, verbose_name="分解方式")),
                ("origin_key", models.CharField(blank=True, max_length=60, verbose_name="来源")),
                ("edited", models.BooleanField(default=False, verbose_name="已人工修改")),
                ("dropped", models.BooleanField(default=False, verbose_name="本年不列")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="理由")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="supervision.matter",
                        verbose_name="督办事项",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plans.measure",
                        verbose_name="措施或任务",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="directory.organisation",
                        verbose_name="牵头单位",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="workplans.workline",
                        verbose_name="上级条目",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plans.project",
                        verbose_name="规划项目",
                    ),
                ),
                (
                    "tracked",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plans.trackedtarget",
                        verbose_name="目标跟踪",
                    ),
                ),
                (
                    "workplan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="workplans.workplan",
                        verbose_name="年度工作计划",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度计划条目",
                "verbose_name_plural": "年度计划条目",
                "ordering": ("workplan_id", "kind", "position", "pk"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("document_number", models.CharField(max_length=100, verbose_name="发文字号")),
                ("issued_on", models.DateField(verbose_name="下达日期")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="修订理由")),
                ("content", models.JSONField(verbose_name="内容")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="下达人姓名")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="下达人",
                    ),
                ),
                (
                    "workplan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="workplans.workplan",
                        verbose_name="年度工作计划",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度计划版本",
                "verbose_name_plural": "年度计划版本",
                "ordering": ("workplan_id", "number"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="WorkStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=24, verbose_name="动作")),
                ("line_title", models.CharField(blank=True, max_length=300, verbose_name="条目")),
                ("before", models.JSONField(blank=True, null=True, verbose_name="之前")),
                ("after", models.JSONField(blank=True, null=True, verbose_name="之后")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="理由")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="经办人姓名")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "workplan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="workplans.workplan",
                        verbose_name="年度工作计划",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度计划记录",
                "verbose_name_plural": "年度计划记录",
                "ordering": ("-pk",),
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="workplan",
            index=models.Index(fields=["-year", "state"], name="workplan_year_state"),
        ),
        migrations.AddConstraint(
            model_name="workplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2000), ("year__lte", 2100)), name="workplan_year_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="workplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "under_review", "approved", "issued"])),
                name="workplan_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="workplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="workplan_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="workplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="workplan_revision_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="workline",
            index=models.Index(fields=["organisation", "workplan"], name="workline_organisation"),
        ),
        migrations.AddConstraint(
            model_name="workline",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["indicator", "task", "project"])), name="workline_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="workline",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="workline_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="workline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weight__isnull", True), models.Q(("weight__gte", 0), ("weight__lte", 100)), _connector="OR"
                ),
                name="workline_weight_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="workline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("origin_key", ""), _negated=True),
                fields=("workplan", "origin_key"),
                name="workline_origin_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="workline",
            constraint=models.CheckConstraint(
                condition=models.Q(("dropped", False), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="workline_dropped_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("workplan", "number"), name="workplan_edition_once"),
        ),
        migrations.AddIndex(
            model_name="workstep",
            index=models.Index(fields=["workplan", "-id"], name="workstep_of"),
        ),
        migrations.RunPython(install, lift, elidable=False),
    ]
