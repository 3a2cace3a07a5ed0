"""Mendings by curators, pairs told apart, and whom articles mean as curators decided."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0015_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="eventsignature",
            name="is_bound",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Of articles that a curator gave to its owner: compared with none.",
            ),
        ),
        migrations.AddField(
            model_name="organizationsignature",
            name="is_bound",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Of articles that a curator gave to its owner: compared with none.",
            ),
        ),
        migrations.AddField(
            model_name="personsignature",
            name="is_bound",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Of articles that a curator gave to its owner: compared with none.",
            ),
        ),
        migrations.CreateModel(
            name="Mend",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merge", "Merged"),
                            ("split", "Split"),
                            ("apart", "Told apart"),
                            ("choice", "Chose between reports"),
                            ("term", "Changed a term of office"),
                            ("batch", "Took back a batch"),
                        ],
                        max_length=8,
                    ),
                ),
                ("label", models.CharField(help_text="What was mended, in words.", max_length=300)),
                ("reason", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mending",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="MendedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=63)),
                ("row", models.BigIntegerField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                (
                    "mend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="timeline.mend"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Apart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="timeline.event"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="timeline.organization",
                    ),
                ),
                (
                    "other_event",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="timeline.event"
                    ),
                ),
                (
                    "other_organization",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="timeline.organization",
                    ),
                ),
                (
                    "other_person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="timeline.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="timeline.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "pair told apart",
                "verbose_name_plural": "pairs told apart",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("organization", None),
                                ("other_organization", None),
                                ("person__lt", models.F("other_person")),
                                ("event", None),
                                ("other_event", None),
                            ),
                            models.Q(
                                ("organization__lt", models.F("other_organization")),
                                ("other_person", None),
                                ("person", None),
                                ("event", None),
                                ("other_event", None),
                            ),
                            models.Q(
                                ("event__lt", models.F("other_event")),
                                ("other_person", None),
                                ("person", None),
                                ("organization", None),
                                ("other_organization", None),
                            ),
                            _connector="OR",
                        ),
                        name="apart_one_pair_in_order",
                    ),
                    models.UniqueConstraint(fields=("person", "other_person"), name="apart_persons_once"),
                    models.UniqueConstraint(
                        fields=("organization", "other_organization"), name="apart_organizations_once"
                    ),
                    models.UniqueConstraint(fields=("event", "other_event"), name="apart_events_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Binding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bindings", to="timeline.article"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bindings",
                        to="timeline.event",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bindings",
                        to="timeline.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bindings",
                        to="timeline.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event", None), ("organization", None), ("person__isnull", False)),
                            models.Q(("event", None), ("organization__isnull", False), ("person", None)),
                            models.Q(("event__isnull", False), ("organization", None), ("person", None)),
                            _connector="OR",
                        ),
                        name="binding_of_one",
                    ),
                    models.UniqueConstraint(fields=("article", "person"), name="binding_person_once"),
                    models.UniqueConstraint(fields=("article", "organization"), name="binding_organization_once"),
                    models.UniqueConstraint(fields=("article", "event"), name="binding_event_once"),
                ],
            },
        ),
    ]
