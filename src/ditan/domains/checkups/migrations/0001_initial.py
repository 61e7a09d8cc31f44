import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_organisation_names"),
        ("records", "0006_contributions"),
        ("supervision", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checkup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("year", models.PositiveSmallIntegerField(verbose_name="体检年度")),
                ("rules", models.JSONField(verbose_name="指标与分级")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="完成时间")),
                ("demo", models.BooleanField(default=False, verbose_name="演示")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="启动时间")),
            ],
            options={
                "verbose_name": "城市体检",
                "verbose_name_plural": "城市体检",
                "ordering": ("-year", "-pk"),
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="checkup_has_title")
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                ("name", models.CharField(max_length=100, verbose_name="指标")),
                ("aspect", models.CharField(blank=True, max_length=40, verbose_name="方面")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="单位")),
                ("definition", models.TextField(blank=True, verbose_name="口径")),
                ("at_least", models.BooleanField(default=True, verbose_name="越大越好")),
                ("bands", models.TextField(blank=True, verbose_name="分级")),
                ("basis", models.CharField(max_length=400, verbose_name="依据")),
                ("verified", models.BooleanField(default=False, verbose_name="依据已核对")),
                ("shipped", models.CharField(blank=True, max_length=64, verbose_name="随平台提供")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                (
                    "metric",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="records.metric",
                        verbose_name="统计指标",
                    ),
                ),
            ],
            options={
                "verbose_name": "体检指标",
                "verbose_name_plural": "体检指标",
                "ordering": ("aspect", "code", "pk"),
                "permissions": (
                    ("view_checkups", "查看城市体检"),
                    ("manage_checkups", "组织城市体检"),
                    ("export_checkups", "导出城市体检"),
                ),
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("code", ""), _negated=True)
                        ),
                        name="checkup_indicator_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True), name="checkup_indicator_has_basis"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("shipped", ""), _negated=True),
                        fields=("shipped",),
                        name="checkup_indicator_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_name", models.CharField(max_length=100, verbose_name="地区名称")),
                ("indicator", models.CharField(max_length=20, verbose_name="指标编号")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="数值"),
                ),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="来源说明")),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="等级")),
                ("problem", models.BooleanField(default=False, verbose_name="列为问题")),
                ("working", models.CharField(blank=True, max_length=200, verbose_name="判定")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="填写人")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                (
                    "checkup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="checkups.checkup",
                        verbose_name="城市体检",
                    ),
                ),
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
                    "observation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.observation",
                        verbose_name="数据来源",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.region",
                        verbose_name="地区",
                    ),
                ),
            ],
            options={
                "verbose_name": "体检结果",
                "verbose_name_plural": "体检结果",
                "ordering": ("checkup_id", "region_name", "position"),
                "default_permissions": (),
                "indexes": [models.Index(fields=["checkup", "problem"], name="checkup_result_problem")],
                "constraints": [
                    models.UniqueConstraint(fields=("checkup", "region", "indicator"), name="checkup_result_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False), models.Q(("grade", ""), ("problem", False)), _connector="OR"
                        ),
                        name="checkup_unknown_not_graded",
                    ),
                ],
            },
        ),
    ]
