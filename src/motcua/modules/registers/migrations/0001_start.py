"""The log of look-ups in registers; what was written is never changed."""

from django.db import migrations, models

KEEP = """
CREATE FUNCTION registers_keep_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LookUp",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person", models.UUIDField()),
                ("register", models.TextField()),
                ("purpose", models.TextField()),
                ("ground", models.TextField()),
                ("basis", models.TextField()),
                ("facts", models.JSONField(default=list)),
                ("documents", models.JSONField(default=list)),
                ("outcome", models.TextField()),
                ("asked_by", models.TextField()),
                ("subject", models.TextField(default="")),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-at", "-id"], name="lookups_of_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "register__in",
                                [
                                    "business",
                                    "civil_status",
                                    "insurance",
                                    "population",
                                    "residence",
                                ],
                            )
                        ),
                        name="register_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["found", "nothing", "unreachable"])),
                        name="lookup_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["checking", "citing", "filling"])),
                        name="lookup_purpose_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["consent", "law"])),
                        name="lookup_ground_is_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL([KEEP], ["DROP FUNCTION registers_keep_as_written()"]),
        migrations.RunSQL(
            [
                "CREATE TRIGGER as_written BEFORE UPDATE ON registers_lookup FOR EACH ROW"
                " EXECUTE FUNCTION registers_keep_as_written()"
            ],
            ["DROP TRIGGER as_written ON registers_lookup"],
        ),
    ]
