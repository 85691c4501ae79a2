"""How identity is put in place: wiring calls it with values; nothing here reads settings."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from motcua.foundation import plugs
from motcua.kernel.words import Text
from motcua.modules.people.ports import IdentityProvider

from .claims import claim_map
from .demo.channel import InProcess
from .demo.directory import Directory, demo_directory
from .demo.provider import Client, DemoProvider
from .doors import Doors
from .oidc import Issuer, OpenIdProvider

DEMO = "demo"
DEMO_LABEL = Text("định danh trình diễn", "the demo identity")


@dataclass(frozen=True, slots=True)
class Registration:
    """Our registration at an issuer; `claim_map` is the name of a shipped map."""

    name: str
    label: Text
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim_map: str = "vneid"


def stand_with(registration: Registration, *, base_url: str) -> None:
    """Sign people in at an OpenID Connect issuer."""
    issuer = Issuer(
        name=registration.name,
        label=registration.label,
        issuer=registration.issuer,
        client_id=registration.client_id,
        client_secret=registration.client_secret,
        claim_map=claim_map(registration.claim_map),
    )
    _provide(OpenIdProvider(issuer), Doors(base_url))


def stand_alone(
    *,
    profile: str,
    base_url: str,
    client_secret: str,
    keys: Path,
    clock: Callable[[], datetime],
    directory: Directory | None = None,
) -> DemoProvider:
    """Sign people in at our own demo provider, mounted at `/demo-id`.

    :raises DemoInProduction: the profile is production
    """
    doors = Doors(base_url)
    demo = DemoProvider(
        profile=profile,
        issuer=f"{base_url}/demo-id",
        client=Client(
            client_id="motcua",
            client_secret=client_secret,
            redirect_uris=frozenset({doors.return_address}),
            after_sign_out=frozenset({doors.after_sign_out}),
        ),
        directory=directory or demo_directory(),
        keys=keys,
    )
    issuer = Issuer(
        name=DEMO,
        label=DEMO_LABEL,
        issuer=demo.issuer,
        client_id=demo.client.client_id,
        client_secret=client_secret,
        claim_map=claim_map("vneid"),
    )
    plugs.provide(DemoProvider, demo)
    _provide(OpenIdProvider(issuer, transport=InProcess(demo, clock=clock)), doors)
    return demo


def _provide(provider: OpenIdProvider, doors: Doors) -> None:
    plugs.provide(IdentityProvider, provider)
    plugs.provide(Doors, doors)
