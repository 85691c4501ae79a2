"""Entities, their types and facts, and hosted contexts; places of entities as native shapes."""

import django.contrib.postgres.fields
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="HostedContext",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("url", models.TextField(null=True, unique=True)),
                ("digest", models.TextField()),
                ("document", models.JSONField()),
                ("keeper", models.TextField()),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                (
                    "key",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("uri", models.TextField(unique=True)),
                (
                    "types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("document", models.JSONField()),
                ("stamps", models.JSONField()),
                ("is_deep", models.BooleanField()),
                ("keeper", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("modified_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("types__len__gt", 0)), name="entity_has_a_type"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityFact",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "name",
                        "key",
                        "place",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.UUIDField()),
                ("name", models.BigIntegerField()),
                ("place", models.SmallIntegerField()),
                ("number", models.FloatField(null=True)),
                ("text", models.TextField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("number__isnull", False)),
                        fields=["name", "number", "key"],
                        name="entity_fact_by_number",
                    ),
                    models.Index(
                        condition=models.Q(("text__isnull", False)),
                        fields=["name", "text", "key"],
                        name="entity_fact_by_text",
                    ),
                    models.Index(
                        condition=models.Q(("number__isnull", True), ("text__isnull", True)),
                        fields=["name", "key"],
                        name="entity_fact_wild",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityType",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "type", "key", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("type", models.TextField()),
                ("key", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["key"], name="entity_type_by_key")],
            },
        ),
        migrations.RunSQL(
            [
                "ALTER TABLE entities_entity ADD COLUMN point point, ADD COLUMN extent box",
                "CREATE INDEX entity_by_point ON entities_entity USING gist (point)",
                "CREATE INDEX entity_by_extent ON entities_entity USING gist (extent)",
                # Room beside each row: most updates then touch no index.
                "ALTER TABLE entities_entity SET (fillfactor = 70)",
                "ALTER TABLE entities_entityfact SET (fillfactor = 90)",
            ],
            [
                "DROP INDEX entity_by_extent",
                "DROP INDEX entity_by_point",
                "ALTER TABLE entities_entity DROP COLUMN point, DROP COLUMN extent",
            ],
        ),
    ]
