"""Counts of knocks at doors; unlogged, since forgetting them in a crash harms nobody."""

from django.db import migrations, models

HIT = """
CREATE UNLOGGED TABLE foundation_hit (
    key text NOT NULL,
    window_start timestamptz NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (key, window_start)
)
"""
BY_WINDOW = "CREATE INDEX hit_by_window ON foundation_hit (window_start)"


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_start")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL([HIT], ["DROP TABLE foundation_hit"]),
                migrations.RunSQL([BY_WINDOW], ["DROP INDEX hit_by_window"]),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Hit",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "key",
                                "window_start",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("key", models.TextField()),
                        ("window_start", models.DateTimeField()),
                        ("count", models.BigIntegerField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["window_start"], name="hit_by_window")],
                    },
                ),
            ],
        ),
    ]
