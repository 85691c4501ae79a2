"""Forms as pure functions: read a definition, tell what is asked, what is wrong, what is filed."""

from .checking import being_counted, check, judge, pages_read, unmet_term
from .definition import Check, Form, Page, Question, Term
from .findings import Finding, FormErrors, Level
from .flow import Progress, first_incomplete, next_page, page_before, pages_to_fill, progress
from .kinds.file import File
from .kinds.kind import Control, Option, Typed
from .organisations import NO_ORGANISATIONS, FoundOrganisation, OrganisationNames
from .parsing import answer_types, meanings, parse_form
from .places import NO_PLACES, FormerPlace, PlaceName, PlaceNames
from .prefill import SOURCES, prefilled, sources_in, usable
from .problems import Fault, Problem, html_name
from .proofs import ALL_PROVED, NONE_PROVED, Proofs, ProofState, Prover
from .provenance import Hand, Origin, Source, Sources
from .scene import Scene
from .showing import Line, Section, show
from .visibility import Answers, VisibleForm, VisiblePage, VisibleQuestion, clean, visible

__all__ = [
    "ALL_PROVED",
    "NONE_PROVED",
    "NO_ORGANISATIONS",
    "NO_PLACES",
    "SOURCES",
    "Answers",
    "Check",
    "Control",
    "Fault",
    "File",
    "Finding",
    "Form",
    "FormErrors",
    "FormerPlace",
    "FoundOrganisation",
    "Hand",
    "Level",
    "Line",
    "Option",
    "OrganisationNames",
    "Origin",
    "Page",
    "PlaceName",
    "PlaceNames",
    "Problem",
    "Progress",
    "ProofState",
    "Proofs",
    "Prover",
    "Question",
    "Scene",
    "Section",
    "Source",
    "Sources",
    "Term",
    "Typed",
    "VisibleForm",
    "VisiblePage",
    "VisibleQuestion",
    "answer_types",
    "being_counted",
    "check",
    "clean",
    "first_incomplete",
    "html_name",
    "judge",
    "meanings",
    "next_page",
    "page_before",
    "pages_read",
    "pages_to_fill",
    "parse_form",
    "prefilled",
    "progress",
    "show",
    "sources_in",
    "unmet_term",
    "usable",
    "visible",
]
