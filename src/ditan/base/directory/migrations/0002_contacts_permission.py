"""The permission to read telephone numbers whole."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_tables")]

    operations = [
        migrations.AlterModelOptions(
            name="person",
            options={
                "default_permissions": (),
                "ordering": ("name", "pk"),
                "permissions": (("view_contacts", "查看完整联系方式"),),
                "verbose_name": "人员",
                "verbose_name_plural": "人员",
            },
        ),
    ]
