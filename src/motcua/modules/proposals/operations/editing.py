"""Changing a draft: its files, what it starts from, what becomes of dossiers in flight."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal, plugs
from motcua.kernel.actors import Actor
from motcua.modules.catalogue.rules import read
from motcua.modules.catalogue.rules.bank import FILE, Bank, completed
from motcua.modules.catalogue.rules.states import local_day

from .. import events, policies, steps
from ..models import ChangeDecision, DraftFile
from ..queries.files import files_in
from ..queries.proposals import base_on
from ..rules.deciding import Decided, check_decided, fingerprint
from ..rules.files import FileChanged, as_typed, check_names, check_sizes
from ..rules.machine import Act


@transaction.atomic(durable=True)
def save_files(
    *,
    proposal: UUID,
    changes: Mapping[str, str | None],
    seen: Mapping[str, int],
    by: Actor,
    at: datetime,
) -> int:
    """Save texts over those that were read, and return the number of the save.

    `seen` has the number each file had when it was read; 0 for a file that was not there. None
    removes a file. A text may be broken. What is the same already is not saved again.

    :raises NotFound: no such proposal
    :raises NotAllowed: not a procedure administrator
    :raises ProposalMoved: it is submitted, published or discarded
    :raises FileChanged: somebody saved one of the files since; nothing was written
    :raises FileUnknown: a package has no such file
    :raises FileTooLarge: too large to be a package
    """
    policies.must_design(by)
    check_names(changes)
    row = steps.locked(proposal)
    there = {each.name: each for each in DraftFile.objects.filter(proposal=row)}
    for name in changes:
        number = there[name].number if name in there else 0
        if number != seen.get(name, 0):
            raise FileChanged(f"{name} was saved since", file=name, number=number)
    before = {name: each.content for name, each in there.items()}
    new = {
        name: as_typed(text) if text is not None else None
        for name, text in changes.items()
        if (as_typed(text) if text is not None else None) != before.get(name)
    }
    new |= _shared({**before, **new})
    check_sizes({name: text for name, text in {**before, **new}.items() if text is not None})
    steps.move(row, Act.EDIT, at=at)
    if not new:
        return row.version
    number = steps.write(row, new, by=by, at=at)
    journal.record(
        events.ProposalSaved(
            proposal=row.id, procedure=row.code, number=number, files=tuple(sorted(new)), at=at
        ),
        by=by,
        subject=("procedure", row.code),
    )
    return number


def _shared(files: Mapping[str, str | None]) -> dict[str, str]:
    """The questions of the city's bank that the form uses and the draft does not carry yet."""
    there = {name: text.encode() for name, text in files.items() if text is not None}
    carried = completed(there, plugs.get(Bank)).get(FILE)
    return {} if carried is None or carried == there.get(FILE) else {FILE: carried.decode()}


@transaction.atomic(durable=True)
def rebase(*, proposal: UUID, by: Actor, at: datetime) -> UUID | None:
    """Start from what is in force now, keeping the texts: the difference is counted from there.

    :raises NotFound: no such proposal
    :raises NotAllowed: not a procedure administrator
    :raises ProposalMoved: it is submitted, published or discarded
    """
    policies.must_design(by)
    row = steps.locked(proposal)
    steps.move(row, Act.EDIT, at=at)
    base = base_on(row.code, local_day(at))
    if base == row.base_id:
        return base
    row.base_id = base
    row.version += 1
    row.save(update_fields=["base", "version"])
    journal.record(
        events.ProposalRebased(proposal=row.id, procedure=row.code, base=base, at=at),
        by=by,
        subject=("procedure", row.code),
    )
    return base


@transaction.atomic(durable=True)
def decide_changes(
    *, proposal: UUID, decisions: Mapping[str, Decided], by: Actor, at: datetime
) -> None:
    """Say what becomes of dossiers in flight, by the key of a change; decisions add up.

    :raises NotFound: no such proposal
    :raises NotAllowed: not a procedure administrator
    :raises ProposalMoved: it is submitted, published or discarded
    :raises PackageErrors: the files do not make a package yet
    :raises DecisionUnfit: nothing changed there, or it cannot be decided so
    """
    policies.must_design(by)
    row = steps.locked(proposal)
    steps.move(row, Act.EDIT, at=at)
    files = {name: text.encode() for name, text in files_in(row.id).items()}
    changes = {each.key: each for each in steps.changes_of(row, read(files))}
    check_decided(decisions, changes.values())
    for key, each in decisions.items():
        ChangeDecision.objects.update_or_create(
            proposal=row,
            key=key,
            defaults={
                "fingerprint": fingerprint(changes[key]),
                "decision": each.decision.value,
                "expression": each.expression.strip(),
                "decided_by": by.id,
                "decided_at": at,
            },
        )
    journal.record(
        events.ChangesDecided(
            proposal=row.id,
            procedure=row.code,
            decisions={key: each.decision.value for key, each in decisions.items()},
            at=at,
        ),
        by=by,
        subject=("procedure", row.code),
    )
