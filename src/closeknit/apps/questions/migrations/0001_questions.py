import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import closeknit.keys.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "revision",
                    models.PositiveBigIntegerField(
                        default=closeknit.keys.models.new_revision, editable=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("day", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="journal",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "journal entries",
            },
            bases=(models.Model, closeknit.keys.models.Holds),
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "revision",
                    models.PositiveBigIntegerField(
                        default=closeknit.keys.models.new_revision, editable=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("day", models.DateField()),
                ("opened_on", models.DateField(null=True)),
                ("is_current", models.BooleanField(default=True)),
                (
                    "bond",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="people.bond",
                    ),
                ),
            ],
            bases=(models.Model, closeknit.keys.models.Holds),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "revision",
                    models.PositiveBigIntegerField(
                        default=closeknit.keys.models.new_revision, editable=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("released", models.BooleanField(default=True)),
                ("day", models.DateField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="questions.opening",
                    ),
                ),
            ],
            bases=(models.Model, closeknit.keys.models.Holds),
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "revision",
                    models.PositiveBigIntegerField(
                        default=closeknit.keys.models.new_revision, editable=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("day", models.DateField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="questions.opening",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=(models.Model, closeknit.keys.models.Holds),
        ),
        migrations.CreateModel(
            name="AskedBefore",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "revision",
                    models.PositiveBigIntegerField(
                        default=closeknit.keys.models.new_revision, editable=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                (
                    "bond",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.bond",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "asked before",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bond__isnull", True), ("person__isnull", False)),
                            models.Q(("bond__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="of_a_bond_or_a_person",
                    )
                ],
            },
            bases=(models.Model, closeknit.keys.models.Holds),
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("bond",),
                name="one_question_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened_on__isnull", True), ("is_current", False), _connector="OR"
                ),
                name="opened_is_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("opening", "author"), name="one_answer_each"
            ),
        ),
    ]
