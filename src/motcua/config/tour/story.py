"""One dossier from the search to the signed paper, told step by step."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from motcua.adapters.signing import checking

from .visitor import Lost, Visitor

PROCEDURE = "2.000635"
COPIES = 3
WAIT_SECONDS = 60
SAID = {
    "q-acting_as": "self",
    "q-record_kind": "birth",
    "q-registered_abroad": "no",
    "q-copies": str(COPIES),
    "q-truthful": "yes",
}
RECORD = {
    "q-record_kind": "birth",
    "q-sex": "female",
    "q-ethnicity": "01",
    "q-nationality-search": "Việt Nam",
    "q-birth_place": "Bệnh viện Mẫu",
    "q-home_town": "Thành phố Mẫu",
    "q-mother": "Trần Thị Mẫu",
    "q-father": "Nguyễn Văn Mẫu",
    "q-registered_by": "UBND phường Hoàn Kiếm",
    "q-registered_on-day": "20",
    "q-registered_on-month": "3",
    "q-registered_on-year": "1996",
    "q-register_number": "27/1996",
}


@dataclass(slots=True)
class Tour:
    """The people of the story, each with a session of their own, and the dossier they share."""

    url: str
    dossier: str = ""

    def steps(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """What is done, and the deed, which says its result."""
        citizen = Visitor(self.url)
        yield "The citizen finds the procedure", lambda: self._find(citizen)
        yield "signs in", lambda: sign_in(citizen, "an")
        yield "fills in the form", lambda: self._fill(citizen)
        yield "files it", lambda: self._file(citizen)
        yield "pays 24.000 đ at the demo bank", lambda: self._pay(citizen)
        yield "The receiver accepts", lambda: self._act("receiver", "accept")
        yield "The case officer takes it up", lambda: self._act("case_officer", "take-up")
        yield "drafts the result", lambda: self._act("case_officer", "draft-result", RECORD)
        yield "The signatory signs", lambda: self._act("signatory", "sign")
        yield "The clerk issues", lambda: self._issue()
        yield "The citizen receives the result", lambda: self._receive(citizen)

    def _find(self, citizen: Visitor) -> str:
        citizen.go("/procedures?q=trich+luc+khai+sinh")
        citizen.follow(to=f"/procedures/{PROCEDURE}")
        return citizen.words[:80]

    def _fill(self, citizen: Visitor) -> str:
        citizen.go(f"/procedures/{PROCEDURE}/start")
        citizen.send({"agency": "H26.101"})
        pages = 0
        while "/pages/" in citizen.url:
            citizen.send(_known(citizen, SAID))
            pages += 1
        citizen.send({"method": "ONLINE"})
        return f"{pages} pages, each saved"

    def _file(self, citizen: Visitor) -> str:
        citizen.send()
        self.dossier = urlsplit(citizen.url).path.rsplit("/", 1)[-1]
        return f"dossier {self.dossier}"

    def _pay(self, citizen: Visitor) -> str:
        citizen.go(f"/mine/{self.dossier}/pay")
        citizen.send()
        citizen.submit(press="pay")
        citizen.go(f"/mine/{self.dossier}")
        until(lambda: not self._owes(citizen), "the bank's word about the payment")
        return "paid"

    def _owes(self, citizen: Visitor) -> bool:
        citizen.go(f"/mine/{self.dossier}")
        return citizen.has_link(f"/mine/{self.dossier}/pay")

    def _act(self, role: str, act: str, answers: dict[str, str] | None = None) -> str:
        officer = Visitor(self.url)
        sign_in(officer, f"h26.101-{role}")
        door = f"/desk/dossiers/{self.dossier}"
        if act == "take-up":
            officer.go(door)
            officer.send(to=f"{door}/{act}")
        else:
            _until_offered(officer, door, act)
            officer.go(f"{door}/{act}")
            officer.send(_known(officer, answers or {}))
        return officer.words[:80]

    def _issue(self) -> str:
        clerk = Visitor(self.url)
        sign_in(clerk, "h26.101-clerk")
        door = f"/desk/dossiers/{self.dossier}"
        _until_offered(clerk, door, "issue")
        clerk.go(f"{door}/issue")
        clerk.send()
        return clerk.words[:80]

    def _receive(self, citizen: Visitor) -> str:
        def is_there() -> bool:
            citizen.go(f"/mine/{self.dossier}")
            return citizen.has_link(f"/mine/{self.dossier}/result")

        until(is_there, "the organisation's signature")
        paper = citizen.download(to=f"/mine/{self.dossier}/result")
        signatures = checking.report(paper, roots=(), revoked_at=lambda _: None, demo=True)
        if len(signatures) != 2 or not all(s.intact and s.undisturbed for s in signatures):
            raise Lost(f"the PDF does not verify: {signatures}")
        citizen.follow(to="/verify/")
        names = ", ".join(signature.signer for signature in signatures)
        return f"{len(paper) // 1024} kB, signed by {names}; verified at {citizen.url}"


def sign_in(visitor: Visitor, subject: str) -> str:
    """Through the demo identity provider."""
    visitor.go("/sign-in")
    visitor.follow(to="/sign-in/begin")
    visitor.submit(press=subject)
    return f"as {subject}"


def _until_offered(officer: Visitor, door: str, act: str) -> None:
    """The dossier's page offers the act: what went before, such as a payment, has come through."""

    def is_offered() -> bool:
        officer.go(door)
        return officer.has_link(f"{door}/{act}")

    until(is_offered, f"the dossier to be ready for {act}")


def until(done: Callable[[], bool], what: str) -> None:
    """:raises Lost: it did not happen within a minute"""
    limit = time.monotonic() + WAIT_SECONDS
    while not done():
        if time.monotonic() > limit:
            raise Lost(f"waited {WAIT_SECONDS} s in vain for {what}")
        time.sleep(0.2)


def _known(visitor: Visitor, answers: dict[str, str]) -> dict[str, str]:
    """Those answers that the page asks for."""
    names = {field.get("name") for field in visitor.page.iter("input", "select", "textarea")}
    return {name: value for name, value in answers.items() if name in names}
