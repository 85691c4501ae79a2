"""Two roles of the operations centre may be held: operator and head of the shift."""

from django.db import migrations, models

ROLES = [
    "admin",
    "auditor",
    "case_officer",
    "cashier",
    "center_head",
    "clerk",
    "controller",
    "dept_head",
    "duty_head",
    "operator",
    "procedure_admin",
    "receiver",
    "returner",
    "signatory",
]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_start")]

    operations = [
        migrations.RemoveConstraint(model_name="posting", name="posting_is_to_a_known_role"),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ROLES)), name="posting_is_to_a_known_role"
            ),
        ),
    ]
