"""What stands on the stage of a rehearsal in place of what reaches outside; the door to it."""

import shutil
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from hmac import new as keyed
from pathlib import Path
from typing import Any

from motcua.adapters.bank import gateway as demo_bank
from motcua.adapters.kinship.demo import DemoKinship
from motcua.adapters.messaging.catcher import DemoCatcher
from motcua.adapters.object_store.disk import DiskShelf
from motcua.adapters.registers import demo as demo_registers
from motcua.adapters.scanning.eicar import DemoScanner
from motcua.design import page
from motcua.foundation import files, plugs
from motcua.foundation.database import spaces
from motcua.foundation.front.inner import InnerDoor
from motcua.kernel import present
from motcua.modules.documents import ports as documents
from motcua.modules.forms.rules import OrganisationNames, PlaceNames
from motcua.modules.mandates.ports import Kinship
from motcua.modules.payments import errands as payments
from motcua.modules.payments.ports import Gateways
from motcua.modules.people.ports import Messenger, Pages
from motcua.modules.registers.ports import Registers
from motcua.modules.rehearsals.ports import Props, Scenery
from motcua.modules.results import ports as results
from motcua.modules.results.library import LETTERS

from . import environment, papers
from .opening import files_apart
from .organisation_names import RegisteredNames
from .place_names import ListedPlaces

FOLDER = "rehearsals"
#: As in `settings.MIDDLEWARE`, from the session on: what stands before them was passed outside.
MIDDLEWARE = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "motcua.sites.studio.rehearsing.bounds.BoundsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "motcua.adapters.identity.middleware.ActorMiddleware",
    "motcua.foundation.http.PlainTextMiddleware",
)
ADDRESSES = "motcua.config.stage_urls"


def wire(*, home: Path, base_url: str, fonts: Path, passphrase: bytes, profile: str) -> None:
    """Provide the props and the inner door."""
    plugs.provide(Props, Backstage(home / FOLDER, base_url, fonts, passphrase, profile))
    plugs.provide_when_asked(
        InnerDoor, lambda: InnerDoor(middleware=MIDDLEWARE, addresses=ADDRESSES)
    )


class Backstage:
    """The props of every space: files in a folder of its own, the fake bank, invented signatures.

    They are the same in production: there too nothing on a stage is real.
    """

    def __init__(
        self, folder: Path, base_url: str, fonts: Path, passphrase: bytes, profile: str
    ) -> None:
        self._folder, self._base_url, self._fonts = folder, base_url, fonts
        self._passphrase = keyed(passphrase, b"rehearsals", sha256).hexdigest().encode()
        self._profile = profile
        self._made = lru_cache(maxsize=16)(self._scenery)
        self._press = lru_cache(maxsize=1)(self._presses)
        self._opened = files_apart(fonts=fonts)

    def scenery(self, key: str) -> Scenery:
        return self._made(spaces.space_of(key).key)

    def strike(self, key: str) -> None:
        shutil.rmtree(self._folder / "files" / spaces.space_of(key).key, ignore_errors=True)

    def left(self) -> list[str]:
        there = (self._folder / "files").glob("*")
        return sorted(path.name for path in there if spaces.KEY.fullmatch(path.name))

    def _scenery(self, key: str) -> Scenery:
        address = f"{self._base_url}/rehearsals/{key}"
        secret = keyed(self._passphrase, key.encode(), sha256).hexdigest()
        bank = demo_bank.DemoBank(address, secret)
        typesetter, signer = self._press()
        plugged: Mapping[type, Any] = {
            files.Shelf: DiskShelf(self._folder / "files" / key),
            PlaceNames: ListedPlaces(page.now),
            OrganisationNames: RegisteredNames(page.now),
            demo_bank.DemoBank: bank,
            Gateways: Gateways((bank,), address),
            DemoCatcher: (catcher := DemoCatcher()),
            Messenger: catcher,
            Pages: Pages(address),
            Registers: demo_registers.on_stage(),
            Kinship: DemoKinship(),
            documents.Inspector: self._opened,
            documents.Normaliser: self._opened,
            documents.Scanner: DemoScanner(profile=FOLDER),
            results.City: results.City(address, demo=True),
            results.Typesetter: typesetter,
            results.Signer: signer,
        }
        return Scenery(plugged, {"bank.tell": _telling(bank)})

    def _presses(self) -> tuple[results.Typesetter, results.Signer]:
        """In a process of their own that leaves when idle: a web server makes no papers else."""
        authority = self._folder / "ca"
        authority.mkdir(parents=True, exist_ok=True)
        if self._profile == environment.Profile.TEST:
            press = papers.press(
                library=str(LETTERS), fonts=str(self._fonts), authority=str(authority),
                passphrase=self._passphrase,
            )  # fmt: skip
            return press, press
        return papers.apart(
            library=LETTERS, fonts=self._fonts, authority=authority, passphrase=self._passphrase
        )


def _telling(bank: demo_bank.DemoBank) -> Callable[..., None]:
    """The bank's word, taken in on the spot: nobody is called."""

    def tell(*, reference: str) -> None:
        at = present.now()
        message = bank.telling(reference, at=at).encode()
        payments.hear(gateway=bank.name, headers={}, body=message, at=at)

    return tell
