"""An agency may be an office of social insurance."""

from django.db import migrations, models

KINDS = [
    "city_committee",
    "city_police",
    "commune_committee",
    "commune_police",
    "department",
    "other",
    "social_insurance",
]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_operations_centre")]

    operations = [
        migrations.RemoveConstraint(model_name="agency", name="agency_is_of_a_known_kind"),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="agency_is_of_a_known_kind"
            ),
        ),
    ]
