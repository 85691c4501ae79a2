"""Every package that ships can be gone through: filed, accepted, decided, signed and returned."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from motcua.config.demo import PACKAGES, name_collectors
from motcua.config.generating.city import inventor_of
from motcua.foundation import jobs, plugs
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue import queries as procedures
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.catalogue.rules.package import Package, read
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.proving import take_as_proved
from motcua.modules.dossiers.rules import State
from motcua.modules.dossiers.tests.keeping import Kept
from motcua.modules.dossiers.tests.world import a_citizen, officer
from motcua.modules.forms import rules as forms
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.organisation.seed.cities import demo_city, found
from motcua.modules.payments import operations as payments
from motcua.modules.payments import queries as charges
from motcua.modules.places import operations as places
from motcua.modules.places.dataset import shipped
from motcua.modules.results import queries as papers
from motcua.modules.results.rules import Receiver

AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
#: One agency of each kind that decides something.
DECIDES = {
    AgencyKind.COMMUNE_COMMITTEE: "H26.101",
    AgencyKind.DEPARTMENT: "H26.09",
    AgencyKind.COMMUNE_POLICE: "H26.201",
    AgencyKind.CITY_POLICE: "H26.200",
    AgencyKind.SOCIAL_INSURANCE: "H26.301",
}
#: Ways through each form that are tried at each agency.
PATHS = 3
SHIPPED = sorted(folder.name for folder in PACKAGES.iterdir())


def _city() -> Actor:
    places.load(dataset=shipped(), by=SYSTEM, at=AT)
    city = demo_city()
    staff = [each for each in city.officers if each.posting.agency in DECIDES.values()]
    found(replace(city, officers=tuple(staff)), at=AT)
    name_collectors(city, at=AT)
    return a_citizen("an", "Nguyễn Thị An", "001196000000")


_CITY = Kept(_city)


def _package(code: str) -> Package:
    return read(gather(PACKAGES / code))


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_package_reads_without_a_warning(code: str) -> None:
    package = _package(code)

    assert package.code == code
    assert [str(each) for each in package.warnings] == []
    assert package.procedure.everyday
    assert all(notice.text.en for notice in package.procedure.notes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "kind"),
    [(code, kind) for code in SHIPPED for kind in _package(code).routes],
)
def test_a_shipped_package_is_gone_through(code: str, kind: AgencyKind) -> None:
    an, agency = _CITY(), DECIDES[kind]
    revision = catalogue.import_package(files=gather(PACKAGES / code), by=SYSTEM, at=AT)
    catalogue.publish(revision=revision, by=SYSTEM, at=AT)
    inventor = inventor_of(random.Random(code), AT)  # noqa: S311 -- no secret
    names = plugs.get(forms.PlaceNames)

    channels = list(procedures.revision(revision).channels)
    for number in range(max(PATHS, len(channels))):
        channel = str(channels[number % len(channels)])
        dossier = dossiers.start_draft(procedure=code, agency=agency, channel=channel, by=an, at=AT)
        form = procedures.revision(revision).form
        answers = inventor.answers(form, names)
        take_as_proved(form, answers, applicant=an, at=AT)
        dossiers.save_answers(dossier_id=dossier, answers=answers, by=an, at=AT)
        for other in queries.undersigned_of(dossier, by=an, now=AT).cosigners:
            dossiers.note_cosigned(dossier_id=dossier, cosigner=other.key, by=SYSTEM, at=AT)
        dossiers.file(dossier_id=dossier, key=f"{code}-{number}", by=an, at=AT)
        _pay(dossier, agency, by=an)
        values = inventor.answers(procedures.revision(revision).result_form, names)
        _decide(dossier, agency, values)

        card = queries.dossier(dossier, by=an)
        result = papers.result_of(("dossier", str(dossier)), by=SYSTEM)
        assert card.state is State.RETURNED
        assert result is not None
        assert papers.result_file(result.id, by=SYSTEM).content.startswith(b"%PDF")


def _pay(dossier: UUID, agency: str, *, by: Actor) -> None:
    charge = charges.charge_of(("dossier", str(dossier)), by=by)
    if charge is not None:
        payments.reconcile_transfer(
            agency=agency, content=charge.reference, amount=charge.amount,
            bank_ref=f"FT{charge.id.hex}", by=SYSTEM, at=AT,
        )  # fmt: skip
        jobs.run_due()


def _decide(dossier: UUID, agency: str, values: dict[str, object]) -> None:
    def at_the(role: Role) -> Actor:
        return officer(role, agency)

    dossiers.accept(dossier_id=dossier, by=at_the(Role.RECEIVER), at=AT)
    dossiers.take_up(dossier_id=dossier, by=at_the(Role.CASE_OFFICER), at=AT)
    dossiers.draft_result(dossier_id=dossier, values=values, by=at_the(Role.CASE_OFFICER), at=AT)
    dossiers.sign(dossier_id=dossier, by=at_the(Role.SIGNATORY), at=AT)
    jobs.run_due()
    dossiers.issue(dossier_id=dossier, by=at_the(Role.CLERK), at=AT)
    jobs.run_due()
    if queries.dossier(dossier, by=SYSTEM).state is not State.RETURNED:
        receiver = Receiver(full_name="Nguyễn Thị An", personal_id="001196000000")
        dossiers.hand_over(dossier_id=dossier, to=receiver, by=at_the(Role.RETURNER), at=AT)
