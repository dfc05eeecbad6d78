import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_people"),
        ("notices", "0001_notices"),
    ]

    operations = [
        migrations.AddField(
            model_name="endpoint",
            name="session",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="endpoints",
                to="people.session",
            ),
        ),
    ]
