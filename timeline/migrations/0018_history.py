"""Keep what each curated row was before a change; find changes by time, person and batch."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# The table is that of pghistory; the indexes serve our lists of changes.
INDEXES = """
CREATE INDEX timeline_context_newest ON pghistory_context (created_at DESC, id);
CREATE INDEX timeline_context_user ON pghistory_context ((metadata->>'user'), created_at DESC);
CREATE INDEX timeline_context_batch ON pghistory_context ((metadata->>'batch'), created_at DESC);
"""
NO_INDEXES = "DROP INDEX timeline_context_newest, timeline_context_user, timeline_context_batch;"


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("timeline", "0017_journal_of_mendings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticlePast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "curated_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, editable=False, size=None
                    ),
                ),
                ("file", models.CharField(blank=True, help_text="Name of the file it was read from.", max_length=500)),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the text")),
                ("language", models.CharField(default="en", max_length=8)),
                ("title", models.TextField(blank=True)),
                ("subtitle", models.TextField(blank=True)),
                (
                    "byline",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                ("published_edtf", models.CharField(blank=True, max_length=80)),
                ("published_min", models.DateField(blank=True, null=True)),
                ("published_max", models.DateField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "published_basis",
                    models.CharField(
                        choices=[
                            ("stated", "printed in the text"),
                            ("supplied", "given with the text"),
                            ("inferred", "inferred from the text"),
                            ("unknown", "unknown"),
                            ("curator", "set by a curator"),
                        ],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                (
                    "published_why",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("ingested_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="EventPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "curated_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, editable=False, size=None
                    ),
                ),
                (
                    "review",
                    models.CharField(
                        choices=[("draft", "Draft (machine-read)"), ("accepted", "Accepted"), ("rejected", "Rejected")],
                        db_default="draft",
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="Why it was accepted, changed or rejected.")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("phone_call", "Phone call"),
                            ("video_call", "Video call"),
                            ("meeting", "Meeting"),
                            ("visit", "Visit"),
                            ("summit", "Summit"),
                            ("letter", "Letter"),
                            ("statement", "Statement"),
                            ("agreement", "Agreement"),
                            ("appointment", "Appointment"),
                            ("resignation", "Resignation"),
                            ("sanction", "Sanction"),
                            ("exercise", "Exercise"),
                            ("martial_law", "Martial law"),
                            ("impeachment", "Impeachment"),
                            ("arrest", "Arrest"),
                            ("election", "Election"),
                            ("protest", "Protest"),
                            ("legislation", "Legislation"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("held", "Held"),
                            ("planned", "Planned"),
                            ("cancelled", "Cancelled"),
                            ("background", "Background"),
                            ("hypothetical", "Hypothetical"),
                            ("denied", "Denied"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "is_domestic",
                    models.BooleanField(default=False, help_text="Domestic politics, as background of a story."),
                ),
                (
                    "is_first",
                    models.BooleanField(
                        default=False, help_text="The first call or meeting of these two people, said so."
                    ),
                ),
                ("edtf", models.CharField(blank=True, max_length=80, verbose_name="date (EDTF)")),
                ("date_min", models.DateField(blank=True, null=True, verbose_name="not before")),
                ("date_max", models.DateField(blank=True, null=True, verbose_name="not after")),
                (
                    "date_basis",
                    models.CharField(
                        choices=[
                            ("explicit", "calendar day in the text"),
                            ("relative", "resolved from words such as “Friday”"),
                            ("dateline", "from the dateline"),
                            ("reported_on", "day of the report, not of the event"),
                            ("inferred", "inferred"),
                            ("curator", "set by a curator"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        max_length=12,
                    ),
                ),
                ("raw_date", models.CharField(blank=True, max_length=200, verbose_name="words that give the date")),
                ("cameo_code", models.CharField(blank=True, max_length=4, verbose_name="CAMEO")),
                ("plover_event", models.CharField(blank=True, max_length=20, verbose_name="PLOVER")),
                (
                    "plover_mode",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("confidence", models.FloatField(default=0.5)),
                ("slug", models.SlugField(db_index=False, max_length=160)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="EvidencePast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("event", "The event"),
                            ("date", "Its date"),
                            ("party", "A party"),
                            ("source", "Who said it"),
                            ("cue", "That it was said"),
                            ("content", "What was said"),
                            ("office", "The office"),
                            ("former", "That the office is over"),
                            ("mention", "A mention"),
                            ("published", "When the article appeared"),
                        ],
                        max_length=10,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("exact", models.TextField()),
                ("prefix", models.CharField(blank=True, max_length=40)),
                ("suffix", models.CharField(blank=True, max_length=40)),
                ("text_hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MembershipPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "curated_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, editable=False, size=None
                    ),
                ),
                ("register_key", models.CharField(editable=False, max_length=320, null=True)),
                (
                    "review",
                    models.CharField(
                        choices=[("draft", "Draft (machine-read)"), ("accepted", "Accepted"), ("rejected", "Rejected")],
                        db_default="draft",
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="Why it was accepted, changed or rejected.")),
                ("is_acting", models.BooleanField(default=False)),
                ("date_from", models.DateField(blank=True, null=True)),
                ("date_to", models.DateField(blank=True, null=True)),
                ("seen_min", models.DateField(blank=True, null=True)),
                ("seen_max", models.DateField(blank=True, null=True)),
                ("ended_by", models.DateField(blank=True, null=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("text", "read in a text"),
                            ("register", "register of office-holders"),
                            ("curator", "set by a curator"),
                        ],
                        default="text",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MovedAddressPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, max_length=160)),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OrganizationPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "curated_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, editable=False, size=None
                    ),
                ),
                (
                    "review",
                    models.CharField(
                        choices=[("draft", "Draft (machine-read)"), ("accepted", "Accepted"), ("rejected", "Rejected")],
                        db_default="draft",
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="Why it was accepted, changed or rejected.")),
                ("name", models.CharField(max_length=300)),
                ("key", models.CharField(editable=False, help_text="The name's letters only.", max_length=300)),
                ("slug", models.SlugField(db_index=False, max_length=160)),
                (
                    "country",
                    models.CharField(
                        blank=True, help_text="ISO 3166-1 alpha-3; empty for an international body.", max_length=3
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OutletPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                ("domain", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ParticipationPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "office",
                    models.CharField(blank=True, help_text="The office held that day, as a title.", max_length=200),
                ),
                ("country", models.CharField(blank=True, max_length=3)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PersonNamePast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("key", models.CharField(editable=False, help_text="The name's letters only.", max_length=200)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("text", "read in a text"),
                            ("register", "register of office-holders"),
                            ("curator", "set by a curator"),
                        ],
                        db_default="text",
                        default="text",
                        editable=False,
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PersonPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "curated_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, editable=False, size=None
                    ),
                ),
                ("register_key", models.CharField(editable=False, max_length=320, null=True)),
                (
                    "review",
                    models.CharField(
                        choices=[("draft", "Draft (machine-read)"), ("accepted", "Accepted"), ("rejected", "Rejected")],
                        db_default="draft",
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="Why it was accepted, changed or rejected.")),
                ("name", models.CharField(help_text="The usual English press form, e.g. Kim Seon-ho.", max_length=200)),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("country", models.CharField(blank=True, help_text="ISO 3166-1 alpha-3.", max_length=3)),
                (
                    "occupations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="What texts call the person besides offices (Professor): tells namesakes apart, unpublished.",
                        size=None,
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PostPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "curated_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, editable=False, size=None
                    ),
                ),
                ("register_key", models.CharField(editable=False, max_length=320, null=True)),
                ("label", models.CharField(help_text="The title without acting, former and the like.", max_length=200)),
                (
                    "role",
                    models.CharField(blank=True, help_text="Code of the role, e.g. defence_minister.", max_length=40),
                ),
                (
                    "country",
                    models.CharField(blank=True, help_text="ISO 3166-1 alpha-3, or EU, NATO, UN.", max_length=8),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReadoutPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReportPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("phone_call", "Phone call"),
                            ("video_call", "Video call"),
                            ("meeting", "Meeting"),
                            ("visit", "Visit"),
                            ("summit", "Summit"),
                            ("letter", "Letter"),
                            ("statement", "Statement"),
                            ("agreement", "Agreement"),
                            ("appointment", "Appointment"),
                            ("resignation", "Resignation"),
                            ("sanction", "Sanction"),
                            ("exercise", "Exercise"),
                            ("martial_law", "Martial law"),
                            ("impeachment", "Impeachment"),
                            ("arrest", "Arrest"),
                            ("election", "Election"),
                            ("protest", "Protest"),
                            ("legislation", "Legislation"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("held", "Held"),
                            ("planned", "Planned"),
                            ("cancelled", "Cancelled"),
                            ("background", "Background"),
                            ("hypothetical", "Hypothetical"),
                            ("denied", "Denied"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "is_domestic",
                    models.BooleanField(default=False, help_text="Domestic politics, as background of a story."),
                ),
                (
                    "is_first",
                    models.BooleanField(
                        default=False, help_text="The first call or meeting of these two people, said so."
                    ),
                ),
                ("edtf", models.CharField(blank=True, max_length=80, verbose_name="date (EDTF)")),
                ("date_min", models.DateField(blank=True, null=True, verbose_name="not before")),
                ("date_max", models.DateField(blank=True, null=True, verbose_name="not after")),
                (
                    "date_basis",
                    models.CharField(
                        choices=[
                            ("explicit", "calendar day in the text"),
                            ("relative", "resolved from words such as “Friday”"),
                            ("dateline", "from the dateline"),
                            ("reported_on", "day of the report, not of the event"),
                            ("inferred", "inferred"),
                            ("curator", "set by a curator"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        max_length=12,
                    ),
                ),
                ("raw_date", models.CharField(blank=True, max_length=200, verbose_name="words that give the date")),
                ("cameo_code", models.CharField(blank=True, max_length=4, verbose_name="CAMEO")),
                ("plover_event", models.CharField(blank=True, max_length=20, verbose_name="PLOVER")),
                (
                    "plover_mode",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("confidence", models.FloatField(default=0.5)),
                ("is_main", models.BooleanField(default=False, help_text="The event is what the article is about.")),
                (
                    "parties",
                    models.JSONField(
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="Who took part as this article tells, with offices.",
                    ),
                ),
                (
                    "local_id",
                    models.CharField(
                        blank=True,
                        help_text="Id of the event in the article's reading; empty where only a curator vouches for it.",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StatementActorPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[("speaker", "Speaker"), ("addressee", "Addressee"), ("reporter", "Attributed to")],
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StatementPast",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "curated_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, editable=False, size=None
                    ),
                ),
                (
                    "review",
                    models.CharField(
                        choices=[("draft", "Draft (machine-read)"), ("accepted", "Accepted"), ("rejected", "Rejected")],
                        db_default="draft",
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="Why it was accepted, changed or rejected.")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("reaffirm", "Reaffirm"),
                            ("pledge", "Pledge"),
                            ("agree", "Agree"),
                            ("stress", "Stress"),
                            ("express_gratitude", "Express gratitude"),
                            ("express_concern", "Express concern"),
                            ("express_support", "Express support"),
                            ("condemn", "Condemn"),
                            ("congratulate", "Congratulate"),
                            ("call_for", "Call for"),
                            ("propose", "Propose"),
                            ("welcome", "Welcome"),
                            ("discuss", "Discuss"),
                            ("share_assessment", "Share an assessment"),
                            ("warn", "Warn"),
                            ("criticise", "Criticise"),
                            ("announce", "Announce"),
                            ("note", "Note"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "modality",
                    models.CharField(
                        choices=[
                            ("asserted", "Asserted"),
                            ("planned", "Planned"),
                            ("denied", "Denied"),
                            ("hypothetical", "Hypothetical"),
                        ],
                        default="asserted",
                        max_length=12,
                    ),
                ),
                ("content", models.TextField(help_text="What was said, in the article's words.")),
                (
                    "cue",
                    models.CharField(
                        blank=True, help_text="The words that report it, e.g. “reaffirmed”.", max_length=300
                    ),
                ),
                ("start", models.PositiveIntegerField(help_text="Offset of the content in the article's text.")),
                (
                    "has_quote",
                    models.BooleanField(default=False, help_text="Some of the content is in quotation marks."),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "phrases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                ("confidence", models.FloatField(default=0.5)),
                (
                    "local_id",
                    models.CharField(
                        blank=True,
                        help_text="Id of the statement in the article's reading; empty where only a curator vouches for it.",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Readout",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("timeline.report_readouts",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_articlepast" ("byline", "curated_fields", "file", "id", "ingested_at", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_basis", "published_edtf", "published_max", "published_min", "published_why", "sha256", "subtitle", "title", "url") VALUES (NEW."byline", NEW."curated_fields", NEW."file", NEW."id", NEW."ingested_at", NEW."language", NEW."outlet_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."published_at", NEW."published_basis", NEW."published_edtf", NEW."published_max", NEW."published_min", NEW."published_why", NEW."sha256", NEW."subtitle", NEW."title", NEW."url"); RETURN NULL;',
                    hash="3e4523bf92f31f4154a6c5d978f6ccb8fdf2fc8b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_70ca6",
                    table="timeline_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."byline" IS DISTINCT FROM (NEW."byline") OR OLD."curated_fields" IS DISTINCT FROM (NEW."curated_fields") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."ingested_at" IS DISTINCT FROM (NEW."ingested_at") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_basis" IS DISTINCT FROM (NEW."published_basis") OR OLD."published_edtf" IS DISTINCT FROM (NEW."published_edtf") OR OLD."published_max" IS DISTINCT FROM (NEW."published_max") OR OLD."published_min" IS DISTINCT FROM (NEW."published_min") OR OLD."published_why" IS DISTINCT FROM (NEW."published_why") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."subtitle" IS DISTINCT FROM (NEW."subtitle") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                    func='INSERT INTO "timeline_articlepast" ("byline", "curated_fields", "file", "id", "ingested_at", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_basis", "published_edtf", "published_max", "published_min", "published_why", "sha256", "subtitle", "title", "url") VALUES (OLD."byline", OLD."curated_fields", OLD."file", OLD."id", OLD."ingested_at", OLD."language", OLD."outlet_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."published_at", OLD."published_basis", OLD."published_edtf", OLD."published_max", OLD."published_min", OLD."published_why", OLD."sha256", OLD."subtitle", OLD."title", OLD."url"); RETURN NULL;',
                    hash="17985c80cc82cc2d8587789568ca21286f79dca2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c19c",
                    table="timeline_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_articlepast" ("byline", "curated_fields", "file", "id", "ingested_at", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_basis", "published_edtf", "published_max", "published_min", "published_why", "sha256", "subtitle", "title", "url") VALUES (OLD."byline", OLD."curated_fields", OLD."file", OLD."id", OLD."ingested_at", OLD."language", OLD."outlet_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."published_at", OLD."published_basis", OLD."published_edtf", OLD."published_max", OLD."published_min", OLD."published_why", OLD."sha256", OLD."subtitle", OLD."title", OLD."url"); RETURN NULL;',
                    hash="9d94dad98a5790842e32f135eabbe25db868362e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bc455",
                    table="timeline_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_eventpast" ("cameo_code", "confidence", "created_at", "curated_fields", "date_basis", "date_max", "date_min", "edtf", "id", "initiated_by_organization_id", "initiated_by_person_id", "is_domestic", "is_first", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plover_event", "plover_mode", "raw_date", "review", "reviewed_at", "reviewed_by_id", "slug", "status", "type") VALUES (NEW."cameo_code", NEW."confidence", NEW."created_at", NEW."curated_fields", NEW."date_basis", NEW."date_max", NEW."date_min", NEW."edtf", NEW."id", NEW."initiated_by_organization_id", NEW."initiated_by_person_id", NEW."is_domestic", NEW."is_first", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."plover_event", NEW."plover_mode", NEW."raw_date", NEW."review", NEW."reviewed_at", NEW."reviewed_by_id", NEW."slug", NEW."status", NEW."type"); RETURN NULL;',
                    hash="65611a6d51af233023641c7ce3b9fa9bb2003915",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_067ea",
                    table="timeline_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cameo_code" IS DISTINCT FROM (NEW."cameo_code") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."curated_fields" IS DISTINCT FROM (NEW."curated_fields") OR OLD."date_basis" IS DISTINCT FROM (NEW."date_basis") OR OLD."date_max" IS DISTINCT FROM (NEW."date_max") OR OLD."date_min" IS DISTINCT FROM (NEW."date_min") OR OLD."edtf" IS DISTINCT FROM (NEW."edtf") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiated_by_organization_id" IS DISTINCT FROM (NEW."initiated_by_organization_id") OR OLD."initiated_by_person_id" IS DISTINCT FROM (NEW."initiated_by_person_id") OR OLD."is_domestic" IS DISTINCT FROM (NEW."is_domestic") OR OLD."is_first" IS DISTINCT FROM (NEW."is_first") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."plover_event" IS DISTINCT FROM (NEW."plover_event") OR OLD."plover_mode" IS DISTINCT FROM (NEW."plover_mode") OR OLD."raw_date" IS DISTINCT FROM (NEW."raw_date") OR OLD."review" IS DISTINCT FROM (NEW."review") OR OLD."reviewed_at" IS DISTINCT FROM (NEW."reviewed_at") OR OLD."reviewed_by_id" IS DISTINCT FROM (NEW."reviewed_by_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."type" IS DISTINCT FROM (NEW."type"))',
                    func='INSERT INTO "timeline_eventpast" ("cameo_code", "confidence", "created_at", "curated_fields", "date_basis", "date_max", "date_min", "edtf", "id", "initiated_by_organization_id", "initiated_by_person_id", "is_domestic", "is_first", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plover_event", "plover_mode", "raw_date", "review", "reviewed_at", "reviewed_by_id", "slug", "status", "type") VALUES (OLD."cameo_code", OLD."confidence", OLD."created_at", OLD."curated_fields", OLD."date_basis", OLD."date_max", OLD."date_min", OLD."edtf", OLD."id", OLD."initiated_by_organization_id", OLD."initiated_by_person_id", OLD."is_domestic", OLD."is_first", OLD."note", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."plover_event", OLD."plover_mode", OLD."raw_date", OLD."review", OLD."reviewed_at", OLD."reviewed_by_id", OLD."slug", OLD."status", OLD."type"); RETURN NULL;',
                    hash="930e1ec0f7b5ffb4636ecfcba8e50553309e31d3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0ab71",
                    table="timeline_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_eventpast" ("cameo_code", "confidence", "created_at", "curated_fields", "date_basis", "date_max", "date_min", "edtf", "id", "initiated_by_organization_id", "initiated_by_person_id", "is_domestic", "is_first", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plover_event", "plover_mode", "raw_date", "review", "reviewed_at", "reviewed_by_id", "slug", "status", "type") VALUES (OLD."cameo_code", OLD."confidence", OLD."created_at", OLD."curated_fields", OLD."date_basis", OLD."date_max", OLD."date_min", OLD."edtf", OLD."id", OLD."initiated_by_organization_id", OLD."initiated_by_person_id", OLD."is_domestic", OLD."is_first", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."plover_event", OLD."plover_mode", OLD."raw_date", OLD."review", OLD."reviewed_at", OLD."reviewed_by_id", OLD."slug", OLD."status", OLD."type"); RETURN NULL;',
                    hash="9ade6884af64370bd77d5f973e2df4a43ecb2917",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b058a",
                    table="timeline_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_evidencepast" ("article_id", "end", "exact", "id", "membership_id", "organization_id", "participation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "report_id", "role", "start", "statement_id", "suffix", "text_hash") VALUES (NEW."article_id", NEW."end", NEW."exact", NEW."id", NEW."membership_id", NEW."organization_id", NEW."participation_id", NEW."person_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."prefix", NEW."report_id", NEW."role", NEW."start", NEW."statement_id", NEW."suffix", NEW."text_hash"); RETURN NULL;',
                    hash="9ae2c2cfa40821a9019001ebcc3f0f13b3052405",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d28e5",
                    table="timeline_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on' AND (OLD.* IS DISTINCT FROM NEW.*))",
                    func='INSERT INTO "timeline_evidencepast" ("article_id", "end", "exact", "id", "membership_id", "organization_id", "participation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "report_id", "role", "start", "statement_id", "suffix", "text_hash") VALUES (OLD."article_id", OLD."end", OLD."exact", OLD."id", OLD."membership_id", OLD."organization_id", OLD."participation_id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."prefix", OLD."report_id", OLD."role", OLD."start", OLD."statement_id", OLD."suffix", OLD."text_hash"); RETURN NULL;',
                    hash="2f99eefec05b074819ec766c6ab05be4dc9012b0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7420a",
                    table="timeline_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_evidencepast" ("article_id", "end", "exact", "id", "membership_id", "organization_id", "participation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "report_id", "role", "start", "statement_id", "suffix", "text_hash") VALUES (OLD."article_id", OLD."end", OLD."exact", OLD."id", OLD."membership_id", OLD."organization_id", OLD."participation_id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."prefix", OLD."report_id", OLD."role", OLD."start", OLD."statement_id", OLD."suffix", OLD."text_hash"); RETURN NULL;',
                    hash="5079d0af0f14cf945c140e392d11afa302cc5b6b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2a2d6",
                    table="timeline_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_membershippast" ("basis", "curated_fields", "date_from", "date_to", "ended_by", "id", "is_acting", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "register_key", "review", "reviewed_at", "reviewed_by_id", "seen_max", "seen_min") VALUES (NEW."basis", NEW."curated_fields", NEW."date_from", NEW."date_to", NEW."ended_by", NEW."id", NEW."is_acting", NEW."note", NEW."person_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."post_id", NEW."register_key", NEW."review", NEW."reviewed_at", NEW."reviewed_by_id", NEW."seen_max", NEW."seen_min"); RETURN NULL;',
                    hash="5f32e1a425bbf9baac4f8dd0e0858978862ffd44",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b7b1",
                    table="timeline_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_membershippast" ("basis", "curated_fields", "date_from", "date_to", "ended_by", "id", "is_acting", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "register_key", "review", "reviewed_at", "reviewed_by_id", "seen_max", "seen_min") VALUES (OLD."basis", OLD."curated_fields", OLD."date_from", OLD."date_to", OLD."ended_by", OLD."id", OLD."is_acting", OLD."note", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."post_id", OLD."register_key", OLD."review", OLD."reviewed_at", OLD."reviewed_by_id", OLD."seen_max", OLD."seen_min"); RETURN NULL;',
                    hash="ce15ea81216cb9694a1b226feb277997100dc191",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1174b",
                    table="timeline_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_membershippast" ("basis", "curated_fields", "date_from", "date_to", "ended_by", "id", "is_acting", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "register_key", "review", "reviewed_at", "reviewed_by_id", "seen_max", "seen_min") VALUES (OLD."basis", OLD."curated_fields", OLD."date_from", OLD."date_to", OLD."ended_by", OLD."id", OLD."is_acting", OLD."note", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."post_id", OLD."register_key", OLD."review", OLD."reviewed_at", OLD."reviewed_by_id", OLD."seen_max", OLD."seen_min"); RETURN NULL;',
                    hash="1a25bbf84aeddd2667712922ee017edbcd694b18",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_db50b",
                    table="timeline_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movedaddress",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_movedaddresspast" ("event_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."event_id", NEW."id", NEW."person_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;',
                    hash="539ae22332d54d7c60d4eb02d33b84c25d610823",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_85942",
                    table="timeline_movedaddress",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movedaddress",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on' AND (OLD.* IS DISTINCT FROM NEW.*))",
                    func='INSERT INTO "timeline_movedaddresspast" ("event_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."event_id", OLD."id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."slug"); RETURN NULL;',
                    hash="9e16e28f8a4de286835b50818d19a0d385743503",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_36904",
                    table="timeline_movedaddress",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movedaddress",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_movedaddresspast" ("event_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."event_id", OLD."id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;',
                    hash="c4c91ab75af884524d61f54684700a01da84820d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d382e",
                    table="timeline_movedaddress",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_organizationpast" ("country", "curated_fields", "id", "key", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review", "reviewed_at", "reviewed_by_id", "slug") VALUES (NEW."country", NEW."curated_fields", NEW."id", NEW."key", NEW."name", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."review", NEW."reviewed_at", NEW."reviewed_by_id", NEW."slug"); RETURN NULL;',
                    hash="5dabb25cb6b09c72f077f2711b5e26ac58084c26",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_99588",
                    table="timeline_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_organizationpast" ("country", "curated_fields", "id", "key", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review", "reviewed_at", "reviewed_by_id", "slug") VALUES (OLD."country", OLD."curated_fields", OLD."id", OLD."key", OLD."name", OLD."note", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."review", OLD."reviewed_at", OLD."reviewed_by_id", OLD."slug"); RETURN NULL;',
                    hash="de8482928254b574e617fb3b253debb0298755df",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1c29e",
                    table="timeline_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_organizationpast" ("country", "curated_fields", "id", "key", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review", "reviewed_at", "reviewed_by_id", "slug") VALUES (OLD."country", OLD."curated_fields", OLD."id", OLD."key", OLD."name", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."review", OLD."reviewed_at", OLD."reviewed_by_id", OLD."slug"); RETURN NULL;',
                    hash="6c990a93877270b99c3ba27697ae7f80a197f0b9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_af747",
                    table="timeline_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlet",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_outletpast" ("domain", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."domain", NEW."id", NEW."name", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;',
                    hash="570a55cde48b1c12ce8ef3e0f8a4a6c8985599f2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cff92",
                    table="timeline_outlet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlet",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_outletpast" ("domain", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."domain", OLD."id", OLD."name", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."slug"); RETURN NULL;',
                    hash="ba43e6d055c108df7abb1f42722ad36b4ea60b08",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0dd32",
                    table="timeline_outlet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlet",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_outletpast" ("domain", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."domain", OLD."id", OLD."name", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;',
                    hash="a10c2fe694f76edf287a703af7ee74f8a763406b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_652a1",
                    table="timeline_outlet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_participationpast" ("country", "event_id", "id", "office", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."country", NEW."event_id", NEW."id", NEW."office", NEW."organization_id", NEW."person_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="65f0dddbb99013969acf32035efd8de11a0a3230",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0501d",
                    table="timeline_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_participationpast" ("country", "event_id", "id", "office", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."country", OLD."event_id", OLD."id", OLD."office", OLD."organization_id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="a723717fc41abf13663cb7ac00a960c27265d9e5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_25bc6",
                    table="timeline_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_participationpast" ("country", "event_id", "id", "office", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."country", OLD."event_id", OLD."id", OLD."office", OLD."organization_id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="c7ebcc8f3229f819892cef53f9fa56c8626eb47b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_72912",
                    table="timeline_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_personpast" ("country", "curated_fields", "id", "name", "note", "occupations", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_key", "review", "reviewed_at", "reviewed_by_id", "slug") VALUES (NEW."country", NEW."curated_fields", NEW."id", NEW."name", NEW."note", NEW."occupations", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."register_key", NEW."review", NEW."reviewed_at", NEW."reviewed_by_id", NEW."slug"); RETURN NULL;',
                    hash="ce26b0a9be16b5e22cb39b57a6f57e4ff12ca3bf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5b4bc",
                    table="timeline_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."curated_fields" IS DISTINCT FROM (NEW."curated_fields") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."occupations" IS DISTINCT FROM (NEW."occupations") OR OLD."register_key" IS DISTINCT FROM (NEW."register_key") OR OLD."review" IS DISTINCT FROM (NEW."review") OR OLD."reviewed_at" IS DISTINCT FROM (NEW."reviewed_at") OR OLD."reviewed_by_id" IS DISTINCT FROM (NEW."reviewed_by_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                    func='INSERT INTO "timeline_personpast" ("country", "curated_fields", "id", "name", "note", "occupations", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_key", "review", "reviewed_at", "reviewed_by_id", "slug") VALUES (OLD."country", OLD."curated_fields", OLD."id", OLD."name", OLD."note", OLD."occupations", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."register_key", OLD."review", OLD."reviewed_at", OLD."reviewed_by_id", OLD."slug"); RETURN NULL;',
                    hash="f23b3def542b2dd7f542344ec48fe66666dc8c79",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_40e7e",
                    table="timeline_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_personpast" ("country", "curated_fields", "id", "name", "note", "occupations", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_key", "review", "reviewed_at", "reviewed_by_id", "slug") VALUES (OLD."country", OLD."curated_fields", OLD."id", OLD."name", OLD."note", OLD."occupations", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."register_key", OLD."review", OLD."reviewed_at", OLD."reviewed_by_id", OLD."slug"); RETURN NULL;',
                    hash="f5630a0d56aa71b26fd218c3398a44cb1fed676c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bdff4",
                    table="timeline_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personname",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_personnamepast" ("basis", "id", "key", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."basis", NEW."id", NEW."key", NEW."name", NEW."person_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="953b541695c3f9e80d859fa7097e2e31de08a51d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_893b2",
                    table="timeline_personname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personname",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))',
                    func='INSERT INTO "timeline_personnamepast" ("basis", "id", "key", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."basis", OLD."id", OLD."key", OLD."name", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id"); RETURN NULL;',
                    hash="7b99c2c0895a0a8639247f1540c3974bd31afd6e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8bd8",
                    table="timeline_personname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personname",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_personnamepast" ("basis", "id", "key", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."basis", OLD."id", OLD."key", OLD."name", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="e6bb02e1b58e06533f4829d2e216c99d065ec71b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0deb6",
                    table="timeline_personname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_postpast" ("country", "curated_fields", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_key", "role") VALUES (NEW."country", NEW."curated_fields", NEW."id", NEW."label", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."register_key", NEW."role"); RETURN NULL;',
                    hash="eddb15809fe6cb9cf61bd2d910f312768fa336e0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_726fc",
                    table="timeline_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_postpast" ("country", "curated_fields", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_key", "role") VALUES (OLD."country", OLD."curated_fields", OLD."id", OLD."label", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."register_key", OLD."role"); RETURN NULL;',
                    hash="64856cfcab2208a5f692a4950e4e52257f824ba7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae514",
                    table="timeline_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_postpast" ("country", "curated_fields", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_key", "role") VALUES (OLD."country", OLD."curated_fields", OLD."id", OLD."label", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."register_key", OLD."role"); RETURN NULL;',
                    hash="4afe3af55d7d565726b5829434da5f484fbaa580",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8066a",
                    table="timeline_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_reportpast" ("article_id", "cameo_code", "confidence", "date_basis", "date_max", "date_min", "edtf", "event_id", "id", "is_domestic", "is_first", "is_main", "local_id", "parties", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plover_event", "plover_mode", "raw_date", "signature_id", "status", "type") VALUES (NEW."article_id", NEW."cameo_code", NEW."confidence", NEW."date_basis", NEW."date_max", NEW."date_min", NEW."edtf", NEW."event_id", NEW."id", NEW."is_domestic", NEW."is_first", NEW."is_main", NEW."local_id", NEW."parties", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."plover_event", NEW."plover_mode", NEW."raw_date", NEW."signature_id", NEW."status", NEW."type"); RETURN NULL;',
                    hash="83ff6777a2c8006f6b9e504487b072e0000955fa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c27f9",
                    table="timeline_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on' AND (OLD.* IS DISTINCT FROM NEW.*))",
                    func='INSERT INTO "timeline_reportpast" ("article_id", "cameo_code", "confidence", "date_basis", "date_max", "date_min", "edtf", "event_id", "id", "is_domestic", "is_first", "is_main", "local_id", "parties", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plover_event", "plover_mode", "raw_date", "signature_id", "status", "type") VALUES (OLD."article_id", OLD."cameo_code", OLD."confidence", OLD."date_basis", OLD."date_max", OLD."date_min", OLD."edtf", OLD."event_id", OLD."id", OLD."is_domestic", OLD."is_first", OLD."is_main", OLD."local_id", OLD."parties", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."plover_event", OLD."plover_mode", OLD."raw_date", OLD."signature_id", OLD."status", OLD."type"); RETURN NULL;',
                    hash="de9d13bbf309973819e363da73ce54d0783de072",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5d21e",
                    table="timeline_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_reportpast" ("article_id", "cameo_code", "confidence", "date_basis", "date_max", "date_min", "edtf", "event_id", "id", "is_domestic", "is_first", "is_main", "local_id", "parties", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plover_event", "plover_mode", "raw_date", "signature_id", "status", "type") VALUES (OLD."article_id", OLD."cameo_code", OLD."confidence", OLD."date_basis", OLD."date_max", OLD."date_min", OLD."edtf", OLD."event_id", OLD."id", OLD."is_domestic", OLD."is_first", OLD."is_main", OLD."local_id", OLD."parties", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."plover_event", OLD."plover_mode", OLD."raw_date", OLD."signature_id", OLD."status", OLD."type"); RETURN NULL;',
                    hash="bfd28cd30faf83eaa721e45b5bd04f9d71825eaf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0ac3e",
                    table="timeline_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_statementpast" ("act", "article_id", "confidence", "content", "cue", "curated_fields", "event_id", "has_quote", "id", "local_id", "modality", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrases", "review", "reviewed_at", "reviewed_by_id", "start", "topics") VALUES (NEW."act", NEW."article_id", NEW."confidence", NEW."content", NEW."cue", NEW."curated_fields", NEW."event_id", NEW."has_quote", NEW."id", NEW."local_id", NEW."modality", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."phrases", NEW."review", NEW."reviewed_at", NEW."reviewed_by_id", NEW."start", NEW."topics"); RETURN NULL;',
                    hash="23eb29518f8d47864680f38ecd93b0324f0f2518",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8c501",
                    table="timeline_statement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_statementpast" ("act", "article_id", "confidence", "content", "cue", "curated_fields", "event_id", "has_quote", "id", "local_id", "modality", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrases", "review", "reviewed_at", "reviewed_by_id", "start", "topics") VALUES (OLD."act", OLD."article_id", OLD."confidence", OLD."content", OLD."cue", OLD."curated_fields", OLD."event_id", OLD."has_quote", OLD."id", OLD."local_id", OLD."modality", OLD."note", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."phrases", OLD."review", OLD."reviewed_at", OLD."reviewed_by_id", OLD."start", OLD."topics"); RETURN NULL;',
                    hash="02a9f20dc3b8e06c8627299deb0e4212063ced75",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d5618",
                    table="timeline_statement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_statementpast" ("act", "article_id", "confidence", "content", "cue", "curated_fields", "event_id", "has_quote", "id", "local_id", "modality", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrases", "review", "reviewed_at", "reviewed_by_id", "start", "topics") VALUES (OLD."act", OLD."article_id", OLD."confidence", OLD."content", OLD."cue", OLD."curated_fields", OLD."event_id", OLD."has_quote", OLD."id", OLD."local_id", OLD."modality", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."phrases", OLD."review", OLD."reviewed_at", OLD."reviewed_by_id", OLD."start", OLD."topics"); RETURN NULL;',
                    hash="df8e56601606b4c13507342e3f6944aa96344287",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e7e12",
                    table="timeline_statement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementactor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_statementactorpast" ("id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "statement_id") VALUES (NEW."id", NEW."organization_id", NEW."person_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."role", NEW."statement_id"); RETURN NULL;',
                    hash="d0a570b3b23dfe6430fa2d53b606193c8fbec384",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d9c64",
                    table="timeline_statementactor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementactor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_statementactorpast" ("id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "statement_id") VALUES (OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."position", OLD."role", OLD."statement_id"); RETURN NULL;',
                    hash="57851a1563e6ce43329a02efd93852c014cdd08f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_da1a5",
                    table="timeline_statementactor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementactor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_statementactorpast" ("id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "statement_id") VALUES (OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."role", OLD."statement_id"); RETURN NULL;',
                    hash="c383093b9315745ad1b63c96d4e6a03ecaf7b662",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f08d3",
                    table="timeline_statementactor",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="articlepast",
            name="outlet",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.outlet",
            ),
        ),
        migrations.AddField(
            model_name="articlepast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="articlepast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.article",
            ),
        ),
        migrations.AddField(
            model_name="eventpast",
            name="initiated_by_organization",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.organization",
            ),
        ),
        migrations.AddField(
            model_name="eventpast",
            name="initiated_by_person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.person",
            ),
        ),
        migrations.AddField(
            model_name="eventpast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="eventpast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.event",
            ),
        ),
        migrations.AddField(
            model_name="eventpast",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evidencepast",
            name="article",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.article",
            ),
        ),
        migrations.AddField(
            model_name="evidencepast",
            name="membership",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.membership",
            ),
        ),
        migrations.AddField(
            model_name="evidencepast",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.organization",
            ),
        ),
        migrations.AddField(
            model_name="evidencepast",
            name="participation",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.participation",
            ),
        ),
        migrations.AddField(
            model_name="evidencepast",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.person",
            ),
        ),
        migrations.AddField(
            model_name="evidencepast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="evidencepast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.evidence",
            ),
        ),
        migrations.AddField(
            model_name="evidencepast",
            name="report",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.report",
            ),
        ),
        migrations.AddField(
            model_name="evidencepast",
            name="statement",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.statement",
            ),
        ),
        migrations.AddField(
            model_name="membershippast",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.person",
            ),
        ),
        migrations.AddField(
            model_name="membershippast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="membershippast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.membership",
            ),
        ),
        migrations.AddField(
            model_name="membershippast",
            name="post",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.post",
            ),
        ),
        migrations.AddField(
            model_name="membershippast",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="movedaddresspast",
            name="event",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.event",
            ),
        ),
        migrations.AddField(
            model_name="movedaddresspast",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.person",
            ),
        ),
        migrations.AddField(
            model_name="movedaddresspast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="movedaddresspast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.movedaddress",
            ),
        ),
        migrations.AddField(
            model_name="organizationpast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="organizationpast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.organization",
            ),
        ),
        migrations.AddField(
            model_name="organizationpast",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outletpast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="outletpast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.outlet",
            ),
        ),
        migrations.AddField(
            model_name="participationpast",
            name="event",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.event",
            ),
        ),
        migrations.AddField(
            model_name="participationpast",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.organization",
            ),
        ),
        migrations.AddField(
            model_name="participationpast",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.person",
            ),
        ),
        migrations.AddField(
            model_name="participationpast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="participationpast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.participation",
            ),
        ),
        migrations.AddField(
            model_name="personnamepast",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.person",
            ),
        ),
        migrations.AddField(
            model_name="personnamepast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="personnamepast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.personname",
            ),
        ),
        migrations.AddField(
            model_name="personpast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="personpast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.person",
            ),
        ),
        migrations.AddField(
            model_name="personpast",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="postpast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="postpast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.post",
            ),
        ),
        migrations.AddField(
            model_name="readoutpast",
            name="organization",
            field=models.ForeignKey(
                db_constraint=False,
                db_tablespace="",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.organization",
            ),
        ),
        migrations.AddField(
            model_name="readoutpast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="readoutpast",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                db_tablespace="",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.report",
            ),
        ),
        migrations.AddField(
            model_name="reportpast",
            name="article",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.article",
            ),
        ),
        migrations.AddField(
            model_name="reportpast",
            name="event",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.event",
            ),
        ),
        migrations.AddField(
            model_name="reportpast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="reportpast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.report",
            ),
        ),
        migrations.AddField(
            model_name="reportpast",
            name="signature",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.eventsignature",
            ),
        ),
        migrations.AddField(
            model_name="statementactorpast",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.organization",
            ),
        ),
        migrations.AddField(
            model_name="statementactorpast",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.person",
            ),
        ),
        migrations.AddField(
            model_name="statementactorpast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="statementactorpast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.statementactor",
            ),
        ),
        migrations.AddField(
            model_name="statementactorpast",
            name="statement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.statement",
            ),
        ),
        migrations.AddField(
            model_name="statementpast",
            name="article",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.article",
            ),
        ),
        migrations.AddField(
            model_name="statementpast",
            name="event",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.event",
            ),
        ),
        migrations.AddField(
            model_name="statementpast",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="statementpast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.statement",
            ),
        ),
        migrations.AddField(
            model_name="statementpast",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="readoutpast",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="past",
                related_query_name="past",
                to="timeline.readout",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readout",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_readoutpast" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id") VALUES (NEW."id", NEW."organization_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."report_id"); RETURN NULL;',
                    hash="31457009724311583c58b2aee3186291f52bb6f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ed8fe",
                    table="timeline_report_readouts",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readout",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on' AND (OLD.* IS DISTINCT FROM NEW.*))",
                    func='INSERT INTO "timeline_readoutpast" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id") VALUES (OLD."id", OLD."organization_id", _pgh_attach_context(), clock_timestamp(), \'update\', OLD."id", OLD."report_id"); RETURN NULL;',
                    hash="a1b3dccc22a9f80479738e30b757c394046a0ae8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_30e12",
                    table="timeline_report_readouts",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readout",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (coalesce(current_setting('readout.reads', true), '') <> 'on')",
                    func='INSERT INTO "timeline_readoutpast" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id") VALUES (OLD."id", OLD."organization_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."report_id"); RETURN NULL;',
                    hash="2c0fd3beed9ba99f78941dd01e65573630991a17",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6f38e",
                    table="timeline_report_readouts",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="articlepast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="787f7238b7c6dfc438c23d3e1567c60291aaaa1e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_62744",
                    table="timeline_articlepast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventpast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="23c5f32480e85b77deb1367ec98b1f16945074c3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_47490",
                    table="timeline_eventpast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidencepast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="37ff7f14bdaea579d2bed60a12a58c3575c5c039",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4586f",
                    table="timeline_evidencepast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membershippast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="82a3ad91a639375471bb7d2ed6e3cdb465bb5d91",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_43ac6",
                    table="timeline_membershippast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movedaddresspast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2035de97db56edf8ef90f593e1c565ef7c995010",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_26fd3",
                    table="timeline_movedaddresspast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationpast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a03b346021f5c6aafad57d2264458a55b86a00cc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8f385",
                    table="timeline_organizationpast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outletpast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3bb7b3d9992a614dc04a3dd3754bbd52d7f4f182",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f6f90",
                    table="timeline_outletpast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationpast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b570cf64d4fdd02e5df884e5f0d4fbdf31e1f938",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_99255",
                    table="timeline_participationpast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personnamepast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="407444738861ae3e9fe08be9953169af648fef00",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fb341",
                    table="timeline_personnamepast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personpast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5cc9c3b0785daa6a11cda9a85065a2b101b22888",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_df9dd",
                    table="timeline_personpast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postpast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="70f3bb2373db68e6cdaa250f47e79ea8d967dcf9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_106f7",
                    table="timeline_postpast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportpast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9ecd80b9ddade12ab77d5676f8e725972e44ae60",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_39d8f",
                    table="timeline_reportpast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementactorpast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f4fb62fd6252ccb3c15bf7972c5918822f1b4edd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3c425",
                    table="timeline_statementactorpast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementpast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a369d884f5b64c385a0d7ae883dd88dc950fda6f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_38601",
                    table="timeline_statementpast",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readoutpast",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="82461ab6f982b6c91664d9043ba4026444de57d6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_dfaf8",
                    table="timeline_readoutpast",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(INDEXES, NO_INDEXES),
    ]
