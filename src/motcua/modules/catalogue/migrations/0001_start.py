"""Procedures and their revisions."""

from typing import TYPE_CHECKING, Any

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers

if TYPE_CHECKING:
    _Words = models.TextField[str, str]
else:
    _Words = models.TextField


class Lexemes(_Words):
    """A `tsvector`, which procedures were found by until 0007."""

    def db_type(self, connection: Any) -> str:
        del connection
        return "tsvector"


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Procedure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("code", models.TextField(unique=True)),
                ("name_vi", models.TextField(blank=True)),
                ("name_en", models.TextField(blank=True)),
                ("sector_code", models.TextField(blank=True, db_index=True)),
                ("sector_vi", models.TextField(blank=True)),
                ("sector_en", models.TextField(blank=True)),
                ("online_level", models.SmallIntegerField(default=0)),
                ("online_extent", models.TextField(blank=True)),
                ("sort_name", models.TextField(blank=True)),
                ("found_names", models.TextField(blank=True)),
                ("found_phrases", models.TextField(blank=True)),
                ("lexemes", Lexemes(default="")),
            ],
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("digest", models.TextField(unique=True)),
                ("content", models.JSONField()),
                ("source", models.JSONField()),
                ("state", models.TextField(default="draft")),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(null=True)),
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.TextField()),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="catalogue.procedure",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="procedure",
            name="current",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.revision",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("state", "published")),
                fields=["effective_from"],
                name="revision_published_by_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "ended", "published"])),
                name="revision_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                name="revision_digest_is_sha256",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at", None), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True), ("published_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="revision_has_its_moment_of_publishing",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effective_to", None),
                    ("effective_to__gte", models.F("effective_from")),
                    _connector="OR",
                ),
                name="revision_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="procedure",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["lexemes"], name="procedure_by_words"
            ),
        ),
        migrations.AddIndex(
            model_name="procedure",
            index=models.Index(fields=["sort_name", "code"], name="procedure_by_name"),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[0-9]\\.[0-9]{6}(\\.H[0-9]{2})?$")),
                name="procedure_code_is_national",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(("online_level__gte", 0), ("online_level__lte", 4)),
                name="procedure_online_level_is_0_to_4",
            ),
        ),
    ]
