"""A revision's content never changes, and a published one neither goes back nor goes away."""

from django.db import migrations

KEPT = "procedure_id", "digest", "content", "source", "effective_from", "imported_at", "imported_by"
CHANGED = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT)

GUARD = f"""
CREATE FUNCTION catalogue_revision_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'a published revision is kept for ever'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF {CHANGED} THEN
        RAISE EXCEPTION 'the content of a revision never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.state = 'published' AND NEW.state = 'draft')
        OR (OLD.state = 'ended' AND NEW.state <> 'ended')
        OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at)
    THEN
        RAISE EXCEPTION 'a revision does not go back'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_start")]

    operations = [
        migrations.RunSQL([GUARD], ["DROP FUNCTION catalogue_revision_is_kept()"]),
        migrations.RunSQL(
            [
                "CREATE TRIGGER revision_is_kept BEFORE UPDATE OR DELETE ON catalogue_revision"
                " FOR EACH ROW EXECUTE FUNCTION catalogue_revision_is_kept()"
            ],
            ["DROP TRIGGER revision_is_kept ON catalogue_revision"],
        ),
    ]
