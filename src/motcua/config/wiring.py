"""Which adapter stands behind which port, per profile. The one place that reads settings."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings  # noqa: TID251 -- here, and nowhere else
from pikepdf.settings import set_qpdf_limits

from motcua.adapters.bank import gateway as demo_bank
from motcua.adapters.charts.drawing import VegaDraughtsman
from motcua.adapters.identity import standing
from motcua.adapters.kinship import demo as demo_kinship
from motcua.adapters.messaging import catcher
from motcua.adapters.messaging.mail import MailPost
from motcua.adapters.object_store.disk import DiskShelf
from motcua.adapters.registers import demo as demo_registers
from motcua.adapters.scanning.absent import AbsentScanner
from motcua.adapters.scanning.clamd import Clamd
from motcua.adapters.scanning.eicar import DemoScanner
from motcua.design import charts, page, shell
from motcua.foundation import files, http, plugs, vault
from motcua.kernel.words import Text
from motcua.modules.alerts import ports as alerts
from motcua.modules.broadcast.ports import Courier, Voice
from motcua.modules.broadcast.rules import addresses
from motcua.modules.catalogue.rules.bank import Bank, bank_in
from motcua.modules.documents import ports as documents
from motcua.modules.forms.rules import OrganisationNames, PlaceNames
from motcua.modules.mandates.ports import Kinship
from motcua.modules.payments.ports import Gateways
from motcua.modules.people.ports import Messenger, Pages
from motcua.modules.proposals.ports import DossiersInFlight, Exporter
from motcua.modules.registers.ports import Registers
from motcua.modules.results import ports as results
from motcua.modules.results.library import LETTERS

from . import environment, papers, rehearsing
from .in_flight import CountedDossiers
from .opening import files_apart
from .organisation_names import RegisteredNames
from .place_names import ListedPlaces

#: A PDF from a stranger may unpack to a thousand times its size; no paper of ours comes near this.
LARGEST_UNPACKED = 64 * 1024 * 1024

CITY = Text("Thành phố Mẫu", "Sample City")
#: The boundaries that maps of questions are drawn upon; a door of the city's pages.
GROUND = "/city/ground"
#: The bank of questions that ships; packages beside it use it.
QUESTIONS = Path(__file__).resolve().parents[3] / "questions"
#: Where those on duty hold their posts.
TOP_AGENCY = "H26"


def wire() -> None:
    """Plug every port; called once when Django is ready."""
    vault.set_secret(environment.secret("MOTCUA_DATA_KEY").encode())
    http.stand_behind(settings.PROXIES)
    set_qpdf_limits(
        flate_max_memory=LARGEST_UNPACKED,
        run_length_max_memory=LARGEST_UNPACKED,
        png_max_memory=LARGEST_UNPACKED,
        tiff_max_memory=LARGEST_UNPACKED,
        dct_max_memory=LARGEST_UNPACKED,
    )
    plugs.provide(files.Shelf, DiskShelf(settings.HOME / "files"))
    is_demo = settings.PROFILE is not environment.Profile.PRODUCTION
    shell.settle(shell.City(CITY, demo=is_demo, patterns=is_demo, ground=GROUND))
    plugs.provide(PlaceNames, ListedPlaces(page.now))
    plugs.provide(OrganisationNames, RegisteredNames(page.now))
    fonts = settings.BUILD / "fonts"
    plugs.provide(charts.Draughtsman, VegaDraughtsman(settings.HOME, fonts=fonts))
    plugs.provide(Voice, Voice(settings.BASE_URL))
    plugs.provide_when_asked(Courier, _courier)
    _identity()
    _payments(is_demo=is_demo)
    _messages(is_demo=is_demo)
    _registers(is_demo=is_demo)
    _papers(is_demo=is_demo)
    _documents(is_demo=is_demo, fonts=fonts)
    _warnings(is_demo=is_demo)
    plugs.provide(DossiersInFlight, CountedDossiers())
    plugs.provide_when_asked(Bank, lambda: bank_in(QUESTIONS) or Bank({}))
    plugs.provide(Exporter, Exporter(TOP_AGENCY, CITY.vi))
    rehearsing.wire(
        home=settings.HOME,
        base_url=settings.BASE_URL,
        fonts=settings.BUILD / "fonts",
        passphrase=environment.secret("MOTCUA_DATA_KEY").encode(),
        profile=settings.PROFILE,
    )


def _identity() -> None:
    """An issuer if one is named; else our own demo provider, which refuses production."""
    issuer = environment.text("MOTCUA_IDENTITY_ISSUER")
    if issuer:
        registration = standing.Registration(
            name="vneid",
            label=Text("VNeID"),
            issuer=issuer,
            client_id=environment.text("MOTCUA_IDENTITY_CLIENT_ID"),
            client_secret=environment.text("MOTCUA_IDENTITY_CLIENT_SECRET"),
        )
        standing.stand_with(registration, base_url=settings.BASE_URL)
        return
    if settings.PROFILE is environment.Profile.PRODUCTION:
        raise environment.Misconfigured("MOTCUA_IDENTITY_ISSUER: must be named in production")
    secrets = settings.HOME / "secrets"
    standing.stand_alone(
        profile=settings.PROFILE,
        base_url=settings.BASE_URL,
        client_secret=environment.made_once(secrets / "demo-identity-client"),
        keys=secrets,
        clock=page.now,
    )


def _payments(*, is_demo: bool) -> None:
    """The fake bank outside production; there, no gateway until a real one is wired."""
    if not is_demo:
        plugs.provide(Gateways, Gateways((), settings.BASE_URL))
        return
    bank = demo_bank.stand(
        base_url=settings.BASE_URL,
        secret=environment.made_once(settings.HOME / "secrets" / "demo-bank"),
        profile=settings.PROFILE,
    )
    plugs.provide(demo_bank.DemoBank, bank)
    plugs.provide(Gateways, Gateways((bank,), settings.BASE_URL))


def _messages(*, is_demo: bool) -> None:
    """A mail server if one is named; else nothing is sent, and outside production it is shown."""
    plugs.provide(Pages, Pages(settings.BASE_URL))
    address = environment.text("MOTCUA_MAIL_URL")
    if address or not is_demo:
        try:
            plugs.provide(Messenger, MailPost.read(address))
        except ValueError as wrong:
            raise environment.Misconfigured(f"MOTCUA_MAIL_URL: {wrong}") from wrong
        return
    caught = catcher.stand(profile=settings.PROFILE)
    plugs.provide(catcher.DemoCatcher, caught)
    plugs.provide(Messenger, caught)


def _registers(*, is_demo: bool) -> None:
    """The built-in registers outside production; there, none until a real one is connected."""
    plugs.provide(Registers, demo_registers.stand(is_production=False) if is_demo else Registers())
    kin = demo_kinship.stand(is_production=False) if is_demo else demo_kinship.NotConnected()
    plugs.provide(Kinship, kin)


def _courier() -> Courier:
    """Webhooks go out into the open, by https; inside the walls only where it is allowed."""
    from motcua.adapters.webhooks import WebhookCourier

    told = environment.text("MOTCUA_WEBHOOK_ALLOW_PRIVATE")
    try:
        allowed = addresses.networks(told)
    except ValueError as wrong:
        raise environment.Misconfigured(
            f"MOTCUA_WEBHOOK_ALLOW_PRIVATE: networks with commas between, not «{told}»"
        ) from wrong
    is_production = settings.PROFILE is environment.Profile.PRODUCTION
    return WebhookCourier(allowed=allowed, is_https_needed=is_production)


def _papers(*, is_demo: bool) -> None:
    """Typst for all; outside production an authority of our own, which refuses to stand there."""
    plugs.provide(results.City, results.City(settings.BASE_URL, is_demo))
    plugs.provide_when_asked(results.Typesetter, _typesetter)
    plugs.provide_when_asked(results.Signer, _demo_signer if is_demo else _no_signer)


def _documents(*, is_demo: bool, fonts: Path) -> None:
    """Files of strangers are opened in a process of their own; ClamAV scans them if it is named.

    Without it a demo has a scanner that knows the test file, and in production everything waits.
    """
    opened = files_apart(fonts=fonts)
    plugs.provide(documents.Inspector, opened)
    plugs.provide(documents.Normaliser, opened)
    address = environment.text("MOTCUA_CLAMD")
    if address:
        try:
            plugs.provide(documents.Scanner, Clamd(address))
        except ValueError as wrong:
            raise environment.Misconfigured(f"MOTCUA_CLAMD: {wrong}") from wrong
    elif is_demo:
        plugs.provide(documents.Scanner, DemoScanner(profile=settings.PROFILE))
    else:
        plugs.provide(documents.Scanner, AbsentScanner())


def _warnings(*, is_demo: bool) -> None:
    """In whose name warnings go out; outside production every one is marked an exercise."""
    host = "thanhphomau.example" if is_demo else urlsplit(settings.BASE_URL).hostname
    plugs.provide(alerts.Issuer, alerts.Issuer(
        agency=TOP_AGENCY,
        sender=f"canhbao@{host}",
        name=Text(f"Trung tâm điều hành {CITY.vi}", f"{CITY.en} operations centre"),
        base_url=settings.BASE_URL,
        contact=settings.BASE_URL,
        is_exercise=is_demo,
    ))  # fmt: skip


# Typesetting and signing load a quarter of all our memory, and most processes never do either.


def make_papers_apart() -> None:
    """For a demo's worker: see `papers.make_apart`."""
    if settings.PROFILE is environment.Profile.DEMO:
        papers.make_apart(
            library=LETTERS,
            fonts=settings.BUILD / "fonts",
            authority=settings.HOME / "ca",
            passphrase=environment.secret("MOTCUA_DATA_KEY").encode(),
        )


def _typesetter() -> results.Typesetter:
    from motcua.adapters.typesetting.typst_pdf import TypstTypesetter

    return TypstTypesetter(library=LETTERS, fonts=settings.BUILD / "fonts")


def _demo_signer() -> results.Signer:
    from motcua.adapters.signing.demo_ca import DemoSigner

    return DemoSigner(
        settings.HOME / "ca",
        passphrase=environment.secret("MOTCUA_DATA_KEY").encode(),
        profile=settings.PROFILE,
    )


def _no_signer() -> results.Signer:
    from motcua.adapters.signing.absent import AbsentSigner

    return AbsentSigner()
