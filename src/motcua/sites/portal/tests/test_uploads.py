"""Files sent piece by piece: nothing is lost, nothing is taken twice, nobody else looks in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from PIL import Image

from motcua.foundation import files, jobs, keys
from motcua.modules.documents import queries as documents
from motcua.modules.documents.rules import State, limits
from motcua.modules.documents.tests.factories import Desk, a_desk
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules.sharing import Purpose
from motcua.modules.dossiers.tests.world import World
from motcua.sites.portal import uploads

from .phones import Phone, errors, said

PDF = b"%PDF-1.7 " + b"x" * 3000
#: The extract's page with a file: the authority of who asks for somebody else.
AUTHORITY = "authority"


@pytest.fixture(autouse=True)
def desk() -> Iterator[Desk]:
    with a_desk() as found:
        yield found


def a_jpeg(shade: int) -> bytes:
    out = BytesIO()
    Image.new("L", (8, 8), shade).save(out, "JPEG")
    return out.getvalue()


def sends(phone: Phone, draft: UUID, content: bytes, name: str = "giấy.pdf") -> HttpResponse:
    """The whole of it in two pieces; what the last one was answered."""
    begun = phone.post(f"/drafts/{draft}/uploads", {"name": name, "size": str(len(content))})
    assert begun.status_code == 201, begun.content
    half = len(content) // 2
    first = patches(phone, begun.headers["Location"], 0, content[:half])
    assert first.headers["Upload-Offset"] == str(half)
    return patches(phone, begun.headers["Location"], half, content[half:])


def patches(phone: Phone, address: str, start: int, piece: bytes) -> HttpResponse:
    answer: HttpResponse = phone.client.patch(  # type: ignore[assignment]  # test client's own class
        address, piece, content_type="application/offset+octet-stream",
        headers={"Upload-Offset": str(start)},
    )  # fmt: skip
    return answer


def told(answer: HttpResponse) -> dict[str, object]:
    found: dict[str, object] = answer.json()  # type: ignore[attr-defined]  # as above
    return found


def with_authority(phone: Phone) -> UUID:
    draft = phone.starts()
    phone.fills(draft, "who", {"q-acting_as": "authorised", "q-relation": "other"})
    return draft


def test_a_file_sent_in_pieces_is_one_document_and_answers_the_question(
    an: Phone, world: World
) -> None:
    draft = with_authority(an)
    done = told(sends(an, draft, PDF))
    assert (done["state"], done["size"], done["name"]) == ("waiting", len(PDF), "giấy.pdf")

    answer = an.fills(draft, AUTHORITY, {"q-authority_paper-document": str(done["document"])})

    assert answer.status_code == 302, errors(answer)
    papers: Any = queries.draft(draft, by=world.an).answers["authority_paper"]
    (entry,) = papers
    assert (entry["sha256"], entry["document"]) == (done["sha256"], done["document"])
    assert files.read(entry["sha256"]) == PDF
    jobs.run_due()
    assert told(an.get(str(done["address"])))["state"] == "ready"
    page = an.get(f"/drafts/{draft}/pages/{AUTHORITY}")
    assert "Đã kiểm tra" in said(page)
    assert f"/documents/{done['document']}/picture" in page.content.decode()
    picture = an.get(f"{done['address']}/picture")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    keys.erase(keys.person(world.an.person))
    assert an.get(f"{done['address']}/picture").status_code == 404


def test_saving_tells_the_page_which_files_count(an: Phone) -> None:
    """So that a question about them comes as soon as they are there, and goes with them."""
    draft = with_authority(an)
    document = str(told(sends(an, draft, PDF))["document"])
    page = {"asked": "authority_paper", "q-authority_paper-document": document}

    answer = an.post(f"/drafts/{draft}/pages/{AUTHORITY}/save", page)

    seen = {"name": "giấy.pdf", "size": {"i": str(len(PDF))}, "media_type": "application/pdf"}
    assert told(answer)["told"] == {"authority_paper": [seen]}


def test_after_a_lost_answer_it_goes_on_where_the_server_is(an: Phone, world: World) -> None:
    draft = with_authority(an)
    begun = an.post(f"/drafts/{draft}/uploads", {"name": "a.pdf", "size": str(len(PDF))})
    address = begun.headers["Location"]
    patches(an, address, 0, PDF[:1000])

    again = patches(an, address, 0, PDF[:1000])

    assert (again.status_code, told(again)["offset"]) == (409, 1000)
    assert an.client.head(address).headers["Upload-Offset"] == "1000"
    patches(an, address, 1000, PDF[1000:])
    one = told(patches(an, address, len(PDF), b""))
    two = told(patches(an, address, len(PDF), b""))
    assert one["document"] == two["document"]
    assert len(documents.my_documents(by=world.an)) == 1


def test_what_is_too_much_or_of_no_kind_is_refused_in_words(an: Phone) -> None:
    draft = with_authority(an)
    size = str(limits.LARGEST + 1)
    large = an.post(f"/drafts/{draft}/uploads", {"name": "a.pdf", "size": size})
    assert large.status_code == 413
    assert "50 MB" in str(told(large)["says"])
    for size in ("0", "-1", "x", ""):
        assert an.post(f"/drafts/{draft}/uploads", {"size": size}).status_code == 422
    odd = sends(an, draft, b"MZ not a paper of any kind", "a.exe")
    assert odd.status_code == 422
    assert told(odd)["code"] == "file-kind-unknown"
    begun = an.post(f"/drafts/{draft}/uploads", {"name": "a.pdf", "size": "10"})
    assert patches(an, begun.headers["Location"], 0, PDF).status_code == 413


def test_an_upload_can_be_given_up(an: Phone) -> None:
    draft = with_authority(an)
    begun = an.post(f"/drafts/{draft}/uploads", {"name": "a.pdf", "size": "10"})
    assert an.client.delete(begun.headers["Location"]).status_code == 204
    assert patches(an, begun.headers["Location"], 0, PDF[:10]).status_code == 409


def test_photos_sent_one_by_one_become_one_document(an: Phone, world: World) -> None:
    draft = with_authority(an)
    singles = [str(told(sends(an, draft, a_jpeg(shade), "a.jpg"))["document"]) for shade in (9, 99)]

    joined = an.client.post(
        f"/drafts/{draft}/documents", {"name": "2 ảnh", "document": singles}
    ).json()

    assert joined["pages"] == 2
    answer = an.fills(draft, AUTHORITY, {"q-authority_paper-document": joined["document"]})
    assert answer.status_code == 302, errors(answer)
    card = documents.document(UUID(joined["document"]), by=world.an)
    assert len(card.parts) == 2
    assert an.post(f"/drafts/{draft}/documents", {"document": singles[0]}).status_code == 422
    assert an.post(f"/drafts/{draft}/documents", {"document": "x"}).status_code == 404


def test_malware_is_said_and_stops_the_page(an: Phone, world: World) -> None:
    draft = with_authority(an)
    done = told(sends(an, draft, PDF + b"EICAR"))
    jobs.run_due()

    assert documents.document(UUID(str(done["document"])), by=world.an).state is State.QUARANTINED
    seen = told(an.get(str(done["address"])))
    assert seen["state"] == "refused"
    assert "mã độc" in str(seen["says"])
    answer = an.fills(draft, AUTHORITY, {"q-authority_paper-document": str(done["document"])})
    assert answer.status_code == 422
    assert "mã độc" in errors(answer)[0][1]


def test_nobody_else_gets_at_it(an: Phone, binh: Phone, anybody: Phone) -> None:
    draft, other = with_authority(an), with_authority(binh)
    done = told(sends(an, draft, PDF))
    begun = an.post(f"/drafts/{draft}/uploads", {"name": "a.pdf", "size": "10"})

    assert binh.post(f"/drafts/{draft}/uploads", {"name": "a", "size": "9"}).status_code == 404
    assert patches(binh, begun.headers["Location"], 0, b"x").status_code == 404
    assert binh.client.head(begun.headers["Location"]).status_code == 404
    assert binh.get(str(done["address"])).status_code == 404
    through_own = str(done["address"]).replace(str(draft), str(other))
    assert binh.get(through_own).status_code == 404
    assert binh.get(f"{through_own}/picture").status_code == 404
    stolen = binh.fills(other, AUTHORITY, {"q-authority_paper-document": str(done["document"])})
    assert stolen.status_code == 422
    assert anybody.post(f"/drafts/{draft}/uploads", {"size": "9"}).status_code == 302
    assert an.get(f"/drafts/{uuid4()}/documents/{done['document']}").status_code == 404
    assert an.post(f"/elsewhere/{draft}/uploads", {"size": "9"}).status_code == 404


def test_a_helper_who_is_let_out_sends_nothing_more(an: Phone, binh: Phone, world: World) -> None:
    draft, now = with_authority(an), datetime.now(UTC)
    let_in = dossiers.invite(dossier_id=draft, purpose=Purpose.FILL, days=1, by=world.an, at=now)
    dossiers.accept_invitation(token=let_in.token, code=let_in.code, by=world.binh, at=now)
    begun = binh.post(f"/drafts/{draft}/uploads", {"name": "a.pdf", "size": str(len(PDF))})
    assert patches(binh, begun.headers["Location"], 0, PDF[:10]).status_code == 204

    dossiers.end_invitation(invitation_id=let_in.id, by=world.an, at=now)

    assert patches(binh, begun.headers["Location"], 10, PDF[10:]).status_code == 404
    assert binh.client.head(begun.headers["Location"]).status_code == 404
    assert documents.my_documents(by=world.an) == []


def test_who_sends_too_often_waits(an: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = with_authority(an)
    monkeypatch.setattr(uploads, "ANNOUNCING", replace(uploads.ANNOUNCING, most=1))
    codes = [
        an.post(f"/drafts/{draft}/uploads", {"name": "a", "size": "9"}).status_code
        for _ in range(2)
    ]
    assert codes == [201, 429]


def let_in(world: World, draft: UUID) -> None:
    at = datetime.now(UTC)
    made = dossiers.invite(dossier_id=draft, purpose=Purpose.FILL, days=1, by=world.an, at=at)
    dossiers.accept_invitation(token=made.token, code=made.code, by=world.binh, at=at)


def test_a_helper_uses_what_the_draft_was_given_and_nothing_else_of_the_owners(
    an: Phone, binh: Phone, world: World
) -> None:
    draft, other = with_authority(an), with_authority(an)
    private = told(sends(an, other, PDF, "riêng tư.pdf"))
    photo = told(sends(an, other, a_jpeg(7), "a.jpg"))
    let_in(world, draft)
    own = told(sends(binh, draft, a_jpeg(8), "b.jpg"))
    jobs.run_due()

    for key in (private["document"], photo["document"]):
        assert binh.get(f"/drafts/{draft}/documents/{key}").status_code == 404
        assert binh.get(f"/drafts/{draft}/documents/{key}/picture").status_code == 404
        for page in ("", "/save"):
            where = f"/drafts/{draft}/pages/{AUTHORITY}{page}"
            answer = binh.post(
                where, {"asked": "authority_paper", "q-authority_paper-document": key}
            )
            assert "riêng tư" not in answer.content.decode()
            assert not queries.draft(draft, by=world.an).answers.get("authority_paper")
    joined = binh.client.post(
        f"/drafts/{draft}/documents",
        {"name": "2", "document": [str(photo["document"]), str(own["document"])]},
    )
    assert joined.status_code == 404

    mine = binh.fills(draft, AUTHORITY, {"q-authority_paper-document": str(own["document"])})
    assert mine.status_code == 302, errors(mine)
    given = an.fills(draft, AUTHORITY, {"q-authority_paper-document": str(private["document"])})
    assert given.status_code == 302, errors(given)
    assert binh.get(f"/drafts/{draft}/documents/{private['document']}").status_code == 200


def test_a_helper_who_has_the_same_paper_hands_it_in_as_theirs(
    an: Phone, binh: Phone, world: World
) -> None:
    draft = with_authority(an)
    sends(an, with_authority(an), PDF)
    let_in(world, draft)

    own = told(sends(binh, draft, PDF, "của tôi.pdf"))

    answer = binh.fills(draft, AUTHORITY, {"q-authority_paper-document": str(own["document"])})
    assert answer.status_code == 302, errors(answer)
