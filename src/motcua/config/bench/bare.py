"""What filing wrote, as a script of bare inserts for pgbench: a filed dossier's very rows again.

Rows get other ids each time, in order, as ours are. `:` would begin a variable of pgbench wherever
it stands, so literals spell it `\\x3a`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.db import connection

from motcua.foundation import journal

#: Counts a client's transactions, told apart by its number and by the run's.
COUNT = "\\set n :n + 1\n"
KEY = (
    "lpad(to_hex(:run::bigint), 8, '0') || lpad(to_hex(:client_id::bigint), 4, '0')"
    " || lpad(to_hex(:n::bigint), 20, '0')"
)
TEXT = f"('bench' || {KEY})"


@dataclass(frozen=True, slots=True)
class Script:
    """For `pgbench -D n=0 -D run=…`; `inserts` statements in one transaction."""

    text: str
    inserts: int


def script(dossier_id: UUID) -> Script:
    """The rows that filing this dossier wrote, each statement writing what ours wrote at once."""
    statements = list(_statements(dossier_id))
    body = "\n".join(f"{statement};" for statement in statements)
    return Script(f"{COUNT}BEGIN;\n{body}\nCOMMIT;\n", len(statements))


def _statements(dossier_id: UUID) -> Iterator[str]:
    subject = str(dossier_id)
    (charge,) = _rows("SELECT id FROM payments_charge WHERE subject_id = %s", subject)[1]
    same: dict[object, str] = {
        dossier_id: f"({KEY})::uuid",
        subject: f"({KEY})::uuid::text",
        charge[0]: f"({KEY})::uuid",
    }
    for table, where, value in (
        ("dossiers_dossier", "id", dossier_id),
        ("dossiers_filing", "dossier_id", dossier_id),
        ("payments_charge", "id", charge[0]),
        ("payments_chargeline", "charge_id", charge[0]),
        ("payments_ledgerposting", "charge_id", charge[0]),
    ):
        yield _insert(table, *_rows(f"SELECT * FROM {table} WHERE {where} = %s", str(value)), same)  # noqa: S608 -- our names
    entries = "SELECT * FROM foundation_entry WHERE subject_id = %s AND kind <> %s"
    names, facts = _rows(entries, subject, "dossier.draft_started/1")
    for fact in facts:
        yield _insert("foundation_entry", names, [fact], same)
    kinds = [fact[names.index("kind")] for fact in facts]
    for kind in kinds:
        for _ in journal.reactions().get(str(kind), ()):
            yield _job()


def _insert(
    table: str, names: list[str], rows: list[tuple[object, ...]], same: dict[object, str]
) -> str:
    kept = [place for place, name in enumerate(names) if not _is_made(table, name)]
    columns = ", ".join(names[place] for place in kept)
    values = ", ".join(
        "(" + ", ".join(_value(table, names[place], row[place], same) for place in kept) + ")"
        for row in rows
    )
    return f"INSERT INTO {table} ({columns}) VALUES {values}"  # noqa: S608 -- our names


def _is_made(table: str, name: str) -> bool:
    """Keys that the database counts by itself."""
    return name == "id" and table in ("payments_chargeline", "payments_ledgerposting")


def _value(table: str, name: str, value: object, same: dict[object, str]) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, UUID | str) and value in same:
        return same[value]
    if name in ("submission_number", "key", "reference", "reference_key"):
        return TEXT
    if (table, name) == ("foundation_entry", "id"):
        return "gen_random_uuid()"
    if (table, name) == ("foundation_entry", "recorded_at"):
        return "clock_timestamp()"
    return _literal(value)


def _literal(value: object) -> str:
    text = str(value)
    if isinstance(value, bytes | memoryview):
        text = f"\\x{bytes(value).hex()}"
    elif isinstance(value, dict):
        text = msgspec.json.encode(value).decode()
    quoted = text.replace("\\", "\\\\").replace("'", "\\'").replace(":", "\\x3a")
    return f"E'{quoted}'"


def _job() -> str:
    # Of a queue nobody works on.
    given = _literal({"entry": str(UUID(int=0)), "recorded_at": "-" * 32, "reaction": "some.thing"})
    columns = "queue_name, task_name, args"
    return f"INSERT INTO procrastinate_jobs ({columns}) VALUES ('bare', 'journal.react', {given})"  # noqa: S608 -- ours


def _rows(query: str, *values: str) -> tuple[list[str], list[tuple[object, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [column.name for column in cursor.description], list(cursor.fetchall())
