"""Sheets to print: asked for by whoever comes first, made by the worker, and kept."""

from datetime import datetime

from django.db import transaction

from motcua.foundation import jobs
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor

from ..models import Sheet
from ..rules.sheets import LAYOUT, SheetKind

MAKE = "catalogue.make_sheet"


@transaction.atomic(durable=True)
def ask_for_sheet(*, digest: str, kind: SheetKind, language: str, by: Actor, at: datetime) -> None:
    """Have it made. Asked for again while it waits, it is made once."""
    del by, at
    key = f"{digest} {kind.value} {language}"
    jobs.defer_once(MAKE, key, digest=digest, kind=kind.value, language=language)


@transaction.atomic(durable=True)
def keep_sheet(
    *, digest: str, kind: SheetKind, language: str, sha256: str, by: Actor, at: datetime
) -> None:
    """Note the PDF that was made. Made twice at once, the first is kept."""
    del by
    row = Sheet(
        id=new_id(), digest=digest, kind=kind.value, language=language, layout=LAYOUT,
        file_id=sha256, made_at=at,
    )  # fmt: skip
    Sheet.objects.bulk_create([row], ignore_conflicts=True)
