"""A group package: which procedures are filed together, and how one answer serves several of them.

`group.yaml` is read strictly, with every fault at its line. A member may take answers, results and
papers from members above it only, so the order of filing is a graph without circles.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.kernel.words import Text
from motcua.modules.catalogue.rules.findings import Findings, Mark, PackageErrors
from motcua.modules.catalogue.rules.package import canonical_json
from motcua.modules.catalogue.rules.procedure import LegalBasis, TimeLimit
from motcua.modules.catalogue.rules.procedure_file import read_time
from motcua.modules.catalogue.rules.reading import Once, Place
from motcua.modules.catalogue.rules.sources import Json, json_of, text_of, tree_of

FILE = "group.yaml"
CODE = r"[0-9]\.[0-9]{6}(\.[A-Z][0-9]{2})?"
MOST_MEMBERS = 6


@dataclass(frozen=True, slots=True)
class Shared:
    """Where an answer comes from: the first of these (member, question) that was answered.

    `turned` says which choice of ours stands for which of theirs; empty where they are the same.
    """

    sources: tuple[tuple[str, str], ...]
    turned: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Member:
    """One procedure of the group. What is not given, shared or produced is asked.

    `given`: answers that are the same for all. `results`: question -> (member, field of its
    result). `papers`: question -> member whose issued result is handed in there. `checks`: further
    checks of a question, as in `form.yaml`, over the answers of the joined form.
    """

    key: str
    procedure: str
    given: Mapping[str, Json]
    shared: Mapping[str, Shared]
    results: Mapping[str, tuple[str, str]]
    papers: Mapping[str, str]
    checks: Mapping[str, tuple[Json, ...]]

    @property
    def needs(self) -> frozenset[str]:
        """The members whose results must be issued before this one can be filed."""
        return frozenset(
            {member for member, _ in self.results.values()} | set(self.papers.values())
        )

    @property
    def not_asked(self) -> frozenset[str]:
        return frozenset({*self.given, *self.shared, *self.results, *self.papers})


@dataclass(frozen=True, slots=True)
class Group:
    """What is filed once. `time` is what the law promises for the whole."""

    code: str
    name: Text
    summary: Text
    legal_basis: tuple[LegalBasis, ...]
    time: TimeLimit
    notes: tuple[Text, ...]
    members: tuple[Member, ...]
    canonical: bytes
    digest: str

    def member(self, key: str) -> Member:
        """:raises KeyError: no such member"""
        return {member.key: member for member in self.members}[key]


def read_group(files: Mapping[str, bytes]) -> Group:
    """The group these files make.

    :raises PackageErrors: with everything that is wrong, each at its file, line and column
    """
    found = Findings()
    for name in files:
        if name != FILE:
            found.unknown("unknown-file", Mark(name), name, [FILE])
    if FILE not in files:
        found.add("missing-file", Mark(FILE), name=FILE)
    found.refuse_if_any()
    text = text_of(files[FILE], FILE, found)
    tree = tree_of(text, FILE, found) if text is not None else None
    if tree is None:
        raise PackageErrors(found)
    fields = Place(tree, tree.mark, found).table(
        "format code name summary legal_basis time members", "notes"
    )
    if fields["format"].line() != "1":
        fields["format"].complain("wrong-format", value=fields["format"].line(), known="1")
    canonical = canonical_json(json_of(tree))
    group = Group(
        code=fields["code"].matching(CODE, example="2.000986"),
        name=fields["name"].words(),
        summary=fields["summary"].words(),
        legal_basis=tuple(_legal_basis(fields["legal_basis"])),
        time=read_time(fields["time"]),
        notes=tuple(item.words() for item in fields["notes"].items()),
        members=tuple(_members(fields["members"])),
        canonical=canonical,
        digest=hashlib.sha256(canonical).hexdigest(),
    )
    found.refuse_if_any()
    return group


def _legal_basis(at: Place) -> Iterator[LegalBasis]:
    for item in at.items():
        fields = item.table("code name")
        yield LegalBasis(fields["code"].line(longest=80), fields["name"].words())


def _members(at: Place) -> Iterator[Member]:
    once = Once()
    for number, item in enumerate(at.items()):
        if number >= MOST_MEMBERS:
            item.complain("out-of-range", value=number + 1, low=2, high=MOST_MEMBERS)
            return
        above = once.names
        fields = item.table("key procedure", "given shared results papers checks")
        yield Member(
            key=once.see(fields["key"].key(), fields["key"]),
            procedure=fields["procedure"].matching(CODE, example="1.001193"),
            given={name: _plain(place) for name, place in fields["given"].entries()},
            shared={name: _shared(place, above) for name, place in fields["shared"].entries()},
            results={name: _path(place, above) for name, place in fields["results"].entries()},
            papers={name: _above(place, above) for name, place in fields["papers"].entries()},
            checks={name: tuple(_plain(one) for one in place.items())
                    for name, place in fields["checks"].entries()},
        )  # fmt: skip


def _plain(at: Place) -> Json:
    return None if at.node is None else json_of(at.node)


def _shared(at: Place, above: frozenset[str]) -> Shared:
    """`birth.child_name`, a list of such, or `{from: …, turned: {theirs: ours}}`."""
    value = _plain(at)
    if not isinstance(value, dict):
        return Shared(tuple(_sources(at, above)), {})
    fields = at.table("from turned")
    turned = {theirs: place.line() for theirs, place in fields["turned"].entries()}
    return Shared(tuple(_sources(fields["from"], above)), turned)


def _sources(at: Place, above: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(_plain(at), list):
        for item in at.items():
            yield _path(item, above)
    else:
        yield _path(at, above)


def _path(at: Place, above: frozenset[str]) -> tuple[str, str]:
    """`birth.personal_id`: a member above, and something of it."""
    value = at.matching(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", example="birth.child_name")
    member, _, name = value.partition(".")
    if value and member not in above:
        at.found.unknown("unknown-word", at.mark, member, above)
    return member, name


def _above(at: Place, above: frozenset[str]) -> str:
    member = at.line()
    if member and member not in above:
        at.found.unknown("unknown-word", at.mark, member, above)
    return member
