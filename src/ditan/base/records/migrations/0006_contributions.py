"""What contributes to which metric, and the history of what people decided on it."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from ditan.base.records.triggers import CONTRIBUTIONS


def install(apps, schema_editor):
    CONTRIBUTIONS.install(schema_editor.connection)


def lift(apps, schema_editor):
    CONTRIBUTIONS.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_contacts_permission"),
        ("records", "0005_real_before_shown"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField(verbose_name="原文起")),
                ("end", models.PositiveIntegerField(verbose_name="原文止")),
                ("quote", models.TextField(blank=True, verbose_name="原文")),
                ("server_key", models.CharField(max_length=80, verbose_name="支撑事项")),
                ("server_title", models.CharField(max_length=400, verbose_name="支撑事项名称")),
                ("link", models.CharField(blank=True, max_length=300, verbose_name="地址")),
                (
                    "sign",
                    models.SmallIntegerField(
                        choices=[(1, "提高"), (0, "未写明"), (-1, "降低")], default=0, verbose_name="作用方向"
                    ),
                ),
                ("expected", models.FloatField(blank=True, null=True, verbose_name="预期贡献")),
                ("unit", models.CharField(blank=True, max_length=64, verbose_name="单位")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="预期年份")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("name", "文字写明指标名称"),
                            ("alias", "文字写明指标别名"),
                            ("thing", "文字提到指标所统计的事物"),
                            ("person", "人工登记"),
                        ],
                        max_length=8,
                        verbose_name="依据类别",
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="依据")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "机器提出，待确认"), ("confirmed", "已确认"), ("rejected", "已否定")],
                        default="proposed",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("stale", models.BooleanField(default=False, verbose_name="支撑事项已不在库")),
                ("demo", models.BooleanField(default=False, verbose_name="演示")),
                ("decided_by_name", models.CharField(blank=True, max_length=150, verbose_name="确认人姓名")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="理由")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
                    ),
                ),
                (
                    "metric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="records.metric",
                        verbose_name="统计指标",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions",
                        to="directory.organisation",
                        verbose_name="责任单位",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="records.source",
                        verbose_name="来源文件",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="records.subject",
                        verbose_name="统计对象",
                    ),
                ),
            ],
            options={
                "verbose_name": "贡献关系",
                "verbose_name_plural": "贡献关系",
                "ordering": ("server_key", "metric_id"),
                "permissions": (("view_contributions", "查看支撑关系"), ("manage_contributions", "维护支撑关系")),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ContributionStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=16, verbose_name="动作")),
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
                    "contribution",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="steps",
                        to="records.contribution",
                        verbose_name="贡献关系",
                    ),
                ),
            ],
            options={
                "verbose_name": "贡献关系记录",
                "verbose_name_plural": "贡献关系记录",
                "ordering": ("-pk",),
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["metric", "state"], name="contribution_metric_state"),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lte", models.F("end"))), name="contribution_span_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "end",
                        django.db.models.expressions.CombinedExpression(
                            models.F("start"), "+", django.db.models.functions.text.Length("quote")
                        ),
                    )
                ),
                name="contribution_quote_fills_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(fields=("server_key", "metric"), name="contribution_once"),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("server_key", ""), _negated=True), name="contribution_has_server"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("sign__in", [1, 0, -1])), name="contribution_sign_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["name", "alias", "thing", "person"])),
                name="contribution_ground_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed", "rejected"])),
                name="contribution_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "proposed")),
                    models.Q(models.Q(("state", "proposed"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="contribution_decision_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expected__isnull", True), models.Q(("state", "proposed"), _negated=True), _connector="OR"
                ),
                name="contribution_value_by_person",
            ),
        ),
        migrations.AddIndex(
            model_name="contributionstep",
            index=models.Index(fields=["contribution", "-id"], name="contribution_step_of"),
        ),
        migrations.RunPython(install, lift, elidable=False),
    ]
