"""`result.yaml` and the templates, read by the results and forms modules, reported in place."""

from collections.abc import Mapping

from motcua.kernel.words import Text
from motcua.modules.forms.rules import Form, FormErrors, Level, parse_form
from motcua.modules.results.rules import ResultSpec, SpecErrors, forbidden, parse_result

from .findings import Findings, Mark
from .procedure import Procedure
from .sources import Node, json_of, place_of

NOTHING = ResultSpec(name=Text(""), symbol="", questions=())
EMPTY = Form(title=Text(""), pages=())


def read_result(
    tree: Node, procedure: Procedure | None, form: Form, found: Findings
) -> tuple[ResultSpec, Form]:
    """What the officer fills in, and how the result is called and numbered."""
    try:
        spec = parse_result(json_of(tree))
    except SpecErrors as wrong:
        for finding in wrong.findings:
            found.add("result", place_of(tree, finding.path), problem=finding.text)
        return NOTHING, EMPTY
    codes = {outcome.code for outcome in procedure.outcomes} if procedure else {spec.code}
    if spec.code and spec.code not in codes:
        found.unknown("result-unknown", place_of(tree, ("code",)), spec.code, codes)
    asked = {question.key for question in form.questions()}
    for key, paths in spec.propose.items():
        for source, _, name in (path.partition(".") for path in paths):
            if source == "answers" and name.partition(".")[0] not in asked:
                found.unknown("no-such-question", place_of(tree, ("propose", key)), name, asked)
    return spec, _fields(tree, spec, found)


def _fields(tree: Node, spec: ResultSpec, found: Findings) -> Form:
    try:
        fields = parse_form(spec.form_tree(), file="result.yaml")
    except FormErrors as wrong:
        for finding in wrong.findings:
            if finding.level is Level.ERROR:
                found.add("form", _in_fields(tree, finding.path), problem=finding.text)
        return EMPTY
    for finding in fields.findings:
        found.remark("form", _in_fields(tree, finding.path), problem=finding.text)
    return fields


def _in_fields(tree: Node, path: tuple[str | int, ...]) -> Mark:
    """The forms module sees one page of questions; here they are the list `fields`."""
    if path[:3] == ("pages", 0, "questions"):
        return place_of(tree, ("fields", *path[3:]))
    return place_of(tree, ("fields",))


def refuse_unsafe(templates: Mapping[str, str], found: Findings) -> None:
    """Templates read the data they are given and the city's library, and nothing else."""
    for name, template in templates.items():
        for each in forbidden(template):
            found.add("template-unsafe", Mark(name, each.line, 1), name=each.word)
