"""Records of the national portal, where revisions come from, and the levels beside them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


def _words() -> "django.contrib.postgres.fields.ArrayField[list[str], list[str]]":
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.TextField(), db_default=[], default=list, size=None
    )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_levels")]

    operations = [
        migrations.AddField(
            "procedure",
            "announced_by",
            models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            "revision", "origin", models.TextField(db_default="city", default="city")
        ),
        migrations.AddField("revision", "online_level", models.SmallIntegerField(null=True)),
        migrations.AddField(
            "revision", "online_extent", models.TextField(blank=True, db_default="", default="")
        ),
        migrations.AddField("revision", "missing", _words()),
        migrations.AddConstraint(
            "revision",
            models.CheckConstraint(
                condition=models.Q(origin__in=["city", "national"]),
                name="revision_origin_is_known",
            ),
        ),
        migrations.CreateModel(
            name="NationalRecord",
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
                ("code", models.TextField()),
                ("digest", models.TextField()),
                ("record", models.TextField()),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("updated_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField()),
                (
                    "procedure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="catalogue.procedure",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.revision",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "nationalrecord",
            models.UniqueConstraint(fields=["code", "digest"], name="national_record_once"),
        ),
        migrations.AddConstraint(
            "nationalrecord",
            models.CheckConstraint(
                condition=models.Q(digest__regex="^[0-9a-f]{64}$"),
                name="national_record_digest_is_sha256",
            ),
        ),
    ]
