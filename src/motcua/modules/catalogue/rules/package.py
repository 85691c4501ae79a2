"""A procedure package: its files read as one whole, checked against each other, and hashed.

`read` is pure: bytes in, a `Package` out, or everything that is wrong with it. The canonical form
is JSON with sorted keys in composed Unicode, the English beside the Vietnamese and shared questions
written out: comments, layout and the place of a translation do not change it. Its SHA-256 is the
package's name for ever.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from motcua.kernel.clock import Policy
from motcua.modules.forms.rules import Form, FormErrors, Level, answer_types, meanings, parse_form
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.results.rules import LetterKind, ResultSpec

from . import bank
from .archive import check_limits
from .cases import CaseRule, read_case_rules
from .components import Component, read_components
from .cosigners import CosignerRule, read_cosigners
from .english import laid_in
from .fees import FeeRules, read_fees
from .findings import Finding, Findings, Mark, PackageErrors
from .formulas import Scope
from .owners import OwnerRule, read_owners
from .procedure import Channel, Procedure, TimeLimit
from .procedure_file import read_procedure
from .reading import Place
from .result import EMPTY, NOTHING, read_result, refuse_unsafe
from .route import Route, read_routes
from .sources import Json, Node, json_of, place_of, text_of, tree_of

FORMAT = 1
WORDS = "words.en.yaml"
TREES = ("procedure.yaml", "form.yaml", "components.yaml", "fees.yaml", "route.yaml", "result.yaml")
TEMPLATE = "result.typ"
#: With these a procedure can be read and found; with the others as well it can be filed.
INFORMATION = ("procedure.yaml", "components.yaml", "fees.yaml")
COMPLETING = ("form.yaml", "route.yaml", "result.yaml", TEMPLATE)


@dataclass(frozen=True, slots=True)
class Package:
    """A whole revision of a procedure. `warnings` do not stop it (words without English).

    One of *information level* has no form, route or result: those parts are empty, and it can be
    published and read but never filed.
    """

    procedure: Procedure
    form: Form
    components: tuple[Component, ...]
    fees: FeeRules
    routes: Mapping[AgencyKind, Route]
    owners: tuple[OwnerRule, ...]
    result: ResultSpec
    result_form: Form
    result_template: str
    letters: Mapping[str, str]
    canonical: bytes
    digest: str
    warnings: tuple[Finding, ...]
    case_rules: tuple[CaseRule, ...] = ()
    cosigners: tuple[CosignerRule, ...] = ()

    @property
    def is_complete(self) -> bool:
        """It has a form, a route and a result, so that it can be filed here."""
        return bool(self.routes)

    @property
    def code(self) -> str:
        return self.procedure.code

    @property
    def times(self) -> Mapping[Channel, TimeLimit]:
        return self.procedure.channels

    @property
    def clock_policy(self) -> Policy:
        return self.procedure.clock_policy


def read(files: Mapping[str, bytes]) -> Package:
    """The package these files make.

    :raises PackageErrors: with everything that is wrong, each at its file, line and column
    """
    found = Findings()
    check_limits(files, found)
    found.refuse_if_any()
    texts = _texts(files, found)
    trees = _trees(texts, found)
    if "form" not in trees:
        return read_information(trees, found)
    form = _form(trees["form"], found)
    at = {stem: Place(tree, tree.mark, found) for stem, tree in trees.items()}
    wrong_before = len(found)
    procedure = read_procedure(at["procedure"], is_complete=True)
    sound = procedure if len(found) == wrong_before else None
    if form is None:
        # Rules elsewhere read the form's answers: with a broken form they would all seem wrong.
        raise PackageErrors(found)
    scope = _scope(form, trees["form"], sound)
    components = read_components(at["components"], scope, is_complete=True)
    fees = read_fees(at["fees"], scope, is_complete=True)
    routes = _routes(at["route"], scope, sound)
    owners = read_owners(at["procedure"].part("owner"), scope)
    cosigners = read_cosigners(at["procedure"].part("cosigners"), scope)
    case_rules = read_case_rules(at["procedure"].part("cases"), scope, procedure.cases)
    spec, fields = read_result(trees["result"], sound, form, found)
    letters = {name: text for name, text in texts.items() if name.startswith("letters/")}
    refuse_unsafe({TEMPLATE: texts[TEMPLATE], **letters}, found)
    found.refuse_if_any()
    canonical = canonical_form(trees, {TEMPLATE: texts[TEMPLATE], **letters})
    return Package(
        procedure=procedure,
        form=form,
        components=components,
        fees=fees,
        routes=routes,
        owners=owners,
        result=spec,
        result_form=fields,
        result_template=texts[TEMPLATE],
        letters={PurePosixPath(name).stem: text for name, text in letters.items()},
        canonical=canonical,
        digest=hashlib.sha256(canonical).hexdigest(),
        warnings=found.remarks,
        case_rules=case_rules,
        cosigners=cosigners,
    )


def read_information(trees: Mapping[str, Node], found: Findings) -> Package:
    """The package of information level these trees (by file name without ending) make.

    :raises PackageErrors: with everything that is wrong
    """
    at = {stem: Place(tree, tree.mark, found) for stem, tree in trees.items()}
    procedure = read_procedure(at["procedure"], is_complete=False)
    scope = Scope(_NO_ANSWERS, {}, frozenset(procedure.channels))
    components = read_components(at["components"], scope, is_complete=False)
    fees = read_fees(at["fees"], scope, is_complete=False)
    owners = read_owners(at["procedure"].part("owner"), scope)
    found.refuse_if_any()
    canonical = canonical_form(trees, {})
    return Package(
        procedure=procedure,
        form=EMPTY,
        components=components,
        fees=fees,
        routes={},
        owners=owners,
        result=NOTHING,
        result_form=EMPTY,
        result_template="",
        letters={},
        canonical=canonical,
        digest=hashlib.sha256(canonical).hexdigest(),
        warnings=found.remarks,
    )


_NO_ANSWERS = answer_types(EMPTY)


def canonical_form(trees: Mapping[str, Node], templates: Mapping[str, str]) -> bytes:
    """The one spelling of a content: sorted keys, no blanks, composed Unicode, UTF-8."""
    content: dict[str, Json] = {
        "format": FORMAT,
        "files": {stem: json_of(tree) for stem, tree in trees.items()},
        "templates": dict(templates),
    }
    return canonical_json(content)


def canonical_json(content: object) -> bytes:
    """Of whole numbers, texts, true, false, null, lists and tables: each has one spelling."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _texts(files: Mapping[str, bytes], found: Findings) -> dict[str, str]:
    known = {
        *TREES,
        TEMPLATE,
        WORDS,
        bank.FILE,
        *(f"letters/{kind.value}.typ" for kind in LetterKind),
    }
    texts: dict[str, str] = {}
    for name, content in files.items():
        if name not in known:
            found.unknown("unknown-file", Mark(name), name, known)
        elif (text := text_of(content, name, found)) is not None:
            texts[name] = text
    for name in INFORMATION:
        if name not in files:
            found.add("missing-file", Mark(name), name=name)
    _all_or_none(files, found)
    found.refuse_if_any()
    return texts


def _all_or_none(files: Mapping[str, bytes], found: Findings) -> None:
    """What makes a package complete comes together or not at all."""
    missing = [name for name in COMPLETING if name not in files]
    every = ", ".join(COMPLETING)
    if len(missing) < len(COMPLETING):
        for name in missing:
            found.add("half-complete", Mark(name), name=name, all=every)
        return
    for name in files:
        if name.startswith("letters/"):
            found.add("only-in-complete", Mark(name), name=name, all=every)


def _trees(texts: Mapping[str, str], found: Findings) -> dict[str, Node]:
    """The YAML files by name without ending, English laid in."""
    trees: dict[str, Node] = {}
    for name in TREES:
        tree = tree_of(texts[name], name, found) if name in texts else None
        if tree is not None:
            trees[name.removesuffix(".yaml")] = tree
    words = tree_of(texts[WORDS], WORDS, found) if texts.get(WORDS, "").strip() else None
    shared = tree_of(texts[bank.FILE], bank.FILE, found) if bank.FILE in texts else None
    found.refuse_if_any()
    if "form" in trees:
        trees["form"] = bank.laid_out(trees["form"], shared, found)
        found.refuse_if_any()
    return trees if words is None else laid_in(trees, words, found)


def _form(tree: Node, found: Findings) -> Form | None:
    try:
        form = parse_form(json_of(tree))
    except FormErrors as wrong:
        for finding in wrong.findings:
            if finding.level is Level.ERROR:
                found.add("form", place_of(tree, finding.path), problem=finding.text)
        return None
    for finding in form.findings:
        found.remark("form", place_of(tree, finding.path), problem=finding.text)
    return form


def _routes(at: Place, scope: Scope, procedure: Procedure | None) -> dict[AgencyKind, Route]:
    if procedure is None:
        return read_routes(at, scope, None, {})
    return read_routes(at, scope, procedure.agency_kinds, procedure.channels)


def _scope(form: Form, tree: Node, procedure: Procedure | None) -> Scope:
    files: dict[str, Mark] = {}
    for page, shown in enumerate(form.pages):
        for number, question in enumerate(shown.questions):
            if question.kind.name == "file":
                path = ("pages", page, "questions", number, "key")
                files[question.key] = place_of(tree, path)
    channels = frozenset(procedure.channels) if procedure else None
    kinds = {question.key: question.kind.name for question in form.questions()}
    return Scope(answer_types(form), files, channels, meanings(form), kinds)
