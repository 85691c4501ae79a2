"""Packages that leave signed and come in checked; whose keys are trusted."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, Invalid, NotFound
from motcua.modules.catalogue.rules.signed import opened, sealed, statement_of, verified

from .. import events, keys, policies, steps
from ..models import PackageKey
from ..rules.provenance import Origin, origin_of
from ..rules.submitting import check_said


@transaction.atomic(durable=True)
def export(*, code: str, by: Actor, at: datetime) -> bytes:
    """The package in force as a signed zip.

    :raises NotAllowed: not a procedure administrator
    :raises NotFound: nothing of it is in force
    """
    policies.must_exchange(by)
    files, before = steps.to_export(code)
    own = keys.own(by=by, at=at)
    statement = statement_of(
        files,
        signer=own.holder,
        signer_name=own.holder_name,
        signed_at=at.isoformat(timespec="seconds"),
        before=before,
    )
    journal.record(
        events.PackageExported(
            procedure=code, digest=statement.digest, key=own.key.thumbprint(), at=at
        ),
        by=by,
        subject=("procedure", code),
    )
    return sealed(files, statement, own.key)


@transaction.atomic(durable=True)
def bring(*, content: bytes, by: Actor, at: datetime) -> UUID:
    """Take a signed package in as a draft.

    :raises NotAllowed: not a procedure administrator
    :raises PackageErrors: not a zip we can read, or something is wrong with the package
    :raises PackageUnsigned: it bears no signature
    :raises SignerUnknown: signed with a key we do not trust
    :raises PackageChanged: it is not what was signed
    """
    policies.must_exchange(by)
    package = opened(content)
    statement = verified(package, keys.trusted())
    return steps.start_from(package.files, origin_of(statement, package.key), by=by, at=at)


@transaction.atomic(durable=True)
def bring_unsigned(*, content: bytes, by: Actor, at: datetime) -> UUID:
    """Take a package in that bears no signature we can trust, plainly marked so.

    :raises NotAllowed: not a procedure administrator
    :raises PackageErrors: not a zip we can read, or something is wrong with the package
    """
    policies.must_exchange(by)
    return steps.start_from(opened(content).files, Origin(), by=by, at=at)


@transaction.atomic(durable=True)
def trust_key(
    *, holder: str, holder_name: str, x: str, reason: str, by: Actor, at: datetime
) -> str:
    """Take packages that another city signs with this Ed25519 key; its thumbprint is returned.

    :raises NotAllowed: not a procedure administrator
    :raises ReasonMissing: nothing is said of how the key was checked
    :raises Invalid: not a key, or nobody is named
    :raises AlreadyDone: it is trusted
    """
    policies.must_design(by)
    check_said(reason)
    if not holder.strip() or not holder_name.strip():
        raise Invalid("whose key is it", field="holder")
    public: dict[str, str | list[str]] = {"kty": "OKP", "crv": "Ed25519", "x": x.strip()}
    try:
        thumbprint = OKPKey.import_key(public).thumbprint()
    except (JoseError, ValueError, TypeError):
        raise Invalid("not an Ed25519 key", field="x") from None
    if PackageKey.objects.filter(thumbprint=thumbprint, ended_at=None).exists():
        raise AlreadyDone("the key is trusted")
    keys.add(
        keys.Holder(holder.strip(), holder_name.strip()),
        public,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    return thumbprint


@transaction.atomic(durable=True)
def end_key(*, key: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Take no more packages signed with it; those that came in stay.

    :raises NotAllowed: not a procedure administrator
    :raises NotFound: no such key that is trusted
    :raises ReasonMissing: nothing is said
    """
    policies.must_design(by)
    check_said(reason)
    row = PackageKey.objects.select_for_update().filter(id=key, ended_at=None).first()
    if row is None:
        raise NotFound(f"key {key}")
    row.ended_by, row.ended_at, row.end_reason = by.id, at, reason.strip()
    row.save(update_fields=["ended_by", "ended_at", "end_reason"])
    journal.record(
        events.PackageKeyEnded(key=row.thumbprint, holder=row.holder, at=at),
        by=by,
        subject=("package_key", row.thumbprint),
    )
