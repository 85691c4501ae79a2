"""Agencies, one-stop units, officers, postings, calendars and office hours."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Agency",
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
                ("name_vi", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("kind", models.TextField()),
                ("place_code", models.TextField(db_index=True, null=True)),
                ("address", models.TextField(blank=True)),
                ("phone", models.TextField(blank=True)),
                ("email", models.TextField(blank=True)),
                ("authority_line_vi", models.TextField(blank=True)),
                ("authority_line_en", models.TextField(blank=True)),
                ("bank_bin", models.TextField(blank=True)),
                ("bank_account", models.TextField(blank=True)),
                ("bank_account_holder", models.TextField(blank=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisation.agency",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CalendarVersion",
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
                ("number", models.BigIntegerField(unique=True)),
                ("version", models.TextField(unique=True)),
                ("label", models.TextField(db_index=True)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("decided_until", models.DateField()),
                ("timezone", models.TextField()),
                ("week", models.JSONField()),
                ("legal_ref", models.TextField(blank=True)),
                ("adopted_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_on__lte", models.F("last_on"))),
                        name="calendar_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
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
                ("on", models.DateField()),
                ("kind", models.TextField()),
                ("name_vi", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("works", models.BooleanField()),
                ("in_place_of", models.DateField(null=True)),
                ("is_forecast", models.BooleanField()),
                ("legal_ref", models.TextField(blank=True)),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="organisation.calendarversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfficeHours",
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
                ("number", models.BigIntegerField()),
                ("label", models.TextField(db_index=True)),
                ("week", models.JSONField()),
                ("legal_ref", models.TextField(blank=True)),
                ("adopted_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="office_hours",
                        to="organisation.agency",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Officer",
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
                ("full_name", models.TextField()),
                ("title_vi", models.TextField()),
                ("title_en", models.TextField(blank=True)),
                ("provider", models.TextField()),
                ("subject", models.TextField()),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provider", "subject"), name="officer_is_one_subject_of_a_provider"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OneStopUnit",
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
                ("name_vi", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("address", models.TextField(blank=True)),
                ("phone", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="organisation.agency",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Counter",
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
                ("number", models.TextField()),
                ("name_vi", models.TextField(blank=True)),
                ("name_en", models.TextField(blank=True)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counters",
                        to="organisation.onestopunit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Posting",
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
                ("role", models.TextField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("legal_ref", models.TextField(blank=True)),
                ("end_legal_ref", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="organisation.agency",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="organisation.officer",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Y][0-9]{2}(\\.[0-9A-Z]+)*$")),
                name="agency_code_is_of_decision_20_2020",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "city_committee",
                            "city_police",
                            "commune_committee",
                            "commune_police",
                            "department",
                            "other",
                        ],
                    )
                ),
                name="agency_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bank_account", ""), ("bank_account_holder", ""), ("bank_bin", "")),
                    models.Q(
                        models.Q(("bank_bin", ""), _negated=True),
                        models.Q(("bank_account", ""), _negated=True),
                        models.Q(("bank_account_holder", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agency_account_is_whole_or_absent",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarday",
            constraint=models.UniqueConstraint(
                fields=("calendar", "on"), name="day_once_a_calendar"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["COMPENSATION_OFF", "HOLIDAY", "LOCAL_OFF", "MAKEUP_WORKDAY"])
                ),
                name="day_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="officehours",
            constraint=models.UniqueConstraint(
                fields=("agency", "number"), name="hours_numbered_in_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="counter",
            constraint=models.UniqueConstraint(
                fields=("unit", "number"), name="counter_number_once_a_unit"
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["agency", "role"], name="posting_by_agency_and_role"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "admin",
                            "auditor",
                            "case_officer",
                            "cashier",
                            "center_head",
                            "clerk",
                            "controller",
                            "dept_head",
                            "procedure_admin",
                            "receiver",
                            "returner",
                            "signatory",
                        ],
                    )
                ),
                name="posting_is_to_a_known_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="posting_does_not_end_before_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)),
                fields=("officer", "agency", "role"),
                name="open_posting_once_an_officer_agency_role",
            ),
        ),
    ]
