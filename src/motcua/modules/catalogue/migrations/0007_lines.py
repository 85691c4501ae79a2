"""Procedures are found by lines with their marks, which an index in memory reads (0018)."""

from django.db import migrations

LINES = r"""
UPDATE catalogue_procedure SET
    found_names = concat_ws(E'\n', name_vi, nullif(name_en, '')),
    found_phrases = regexp_replace(trim(both '| ' from found_phrases), ' \| ', E'\n', 'g')
WHERE found_names LIKE '|%'
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_sheets")]

    operations = [
        migrations.RunSQL([LINES], migrations.RunSQL.noop),
        migrations.RemoveIndex("procedure", "procedure_by_words"),
        migrations.RemoveField("procedure", "lexemes"),
    ]
