"""The ledger keeps itself: each statement balances per entry, and no posting is ever changed."""

from django.db import migrations

BALANCES = """
CREATE FUNCTION payments_entries_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM fresh GROUP BY entry
        HAVING sum(CASE side WHEN 'debit' THEN amount ELSE -amount END) <> 0
    ) THEN
        RAISE EXCEPTION 'a ledger entry does not balance' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$
"""
CHECK = (
    "CREATE TRIGGER entries_balance AFTER INSERT ON payments_ledgerposting"
    " REFERENCING NEW TABLE AS fresh"
    " FOR EACH STATEMENT EXECUTE FUNCTION payments_entries_balance()"
)
STAYS = """
CREATE FUNCTION payments_posting_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$
"""
KEEP = (
    "CREATE TRIGGER posting_stays BEFORE UPDATE OR DELETE ON payments_ledgerposting"
    " FOR EACH ROW EXECUTE FUNCTION payments_posting_stays()"
)


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_start")]

    operations = [
        migrations.RunSQL([BALANCES], ["DROP FUNCTION payments_entries_balance()"]),
        migrations.RunSQL([CHECK], ["DROP TRIGGER entries_balance ON payments_ledgerposting"]),
        migrations.RunSQL([STAYS], ["DROP FUNCTION payments_posting_stays()"]),
        migrations.RunSQL([KEEP], ["DROP TRIGGER posting_stays ON payments_ledgerposting"]),
    ]
