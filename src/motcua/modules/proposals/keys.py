"""The keys packages are signed with: ours, made when it is first needed, and those we trust."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from joserfc.jwk import OKPKey

from motcua.foundation import journal, plugs, vault
from motcua.kernel.actors import Actor

from . import events
from .models import PackageKey
from .ports import Exporter


@dataclass(frozen=True, slots=True)
class Holder:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnKey:
    holder: str
    holder_name: str
    key: OKPKey


def own(*, by: Actor, at: datetime) -> OwnKey:
    """Ours, with which packages leave."""
    exporter = plugs.get(Exporter)
    row = PackageKey.objects.filter(
        holder=exporter.code, ended_at=None, secret__isnull=False
    ).first()
    if row is None:
        made = OKPKey.generate_key("Ed25519", private=True)
        row = add(
            Holder(exporter.code, exporter.name), made.as_dict(private=False), made=made,
            reason="", by=by, at=at,
        )  # fmt: skip
    assert row.secret is not None
    secret = vault.unseal(bytes(row.secret)).decode()
    return OwnKey(row.holder, row.holder_name, OKPKey.import_key({**row.public, "d": secret}))


def trusted() -> dict[str, OKPKey]:
    """Every key we take packages from, ours among them, by thumbprint."""
    rows = PackageKey.objects.filter(ended_at=None)
    return {row.thumbprint: OKPKey.import_key(row.public) for row in rows}


def add(
    holder: Holder, public: Mapping[str, object], *, made: OKPKey | None = None, reason: str,
    by: Actor, at: datetime,
) -> PackageKey:  # fmt: skip
    """Keep a key; `made` has the secret of one of our own."""
    plain: dict[str, str | list[str]] = {name: str(public[name]) for name in ("kty", "crv", "x")}
    thumbprint = OKPKey.import_key(plain).thumbprint()
    secret = str(made.as_dict(private=True)["d"]) if made is not None else ""
    row = PackageKey.objects.create(
        thumbprint=thumbprint,
        holder=holder.code,
        holder_name=holder.name,
        public=plain,
        secret=vault.seal(secret.encode()) if secret else None,
        reason=reason,
        trusted_by=by.id,
        trusted_at=at,
    )
    journal.record(
        events.PackageKeyTrusted(
            key=thumbprint, holder=holder.code, is_own=made is not None, at=at
        ),
        by=by,
        subject=("package_key", thumbprint),
    )
    return row
