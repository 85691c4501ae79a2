"""What is examined, and how a check says where it found something."""

from collections.abc import Mapping
from functools import cached_property

from ..city import City
from ..findings import Finding, Findings, Mark
from ..package import TREES, Package
from ..sources import Node, place_of, text_of, tree_of
from .situations import Situations


class Subject:
    """A package with the city it is to be published in. Files are read again only to find lines."""

    def __init__(self, package: Package, city: City, files: Mapping[str, bytes]) -> None:
        self.package = package
        self.city = city
        self._files = files

    @cached_property
    def situations(self) -> Situations:
        """What people may answer to the form."""
        facts = self.package.procedure
        return Situations(self.package.form, tuple(facts.channels), facts.audience)

    @cached_property
    def officers(self) -> Situations:
        """What an officer may fill into the result."""
        return Situations(self.package.result_form, (), ())

    @property
    def is_complete(self) -> bool:
        return bool(self.package.form.pages)

    def path_of(self, question: str) -> tuple[str | int, ...]:
        """Where a question of the form stands in form.yaml."""
        for number, page in enumerate(self.package.form.pages):
            for place, each in enumerate(page.questions):
                if each.key == question:
                    return ("pages", number, "questions", place, "key")
        return ()

    def finding(
        self, code: str, file: str, path: tuple[str | int, ...] = (), **params: object
    ) -> Finding:
        """A finding at a path into one of the YAML files."""
        tree = self._trees.get(file)
        return Finding.of(code, place_of(tree, path) if tree else Mark(file), params)

    def in_template(self, code: str, file: str, line: int, **params: object) -> Finding:
        return Finding.of(code, Mark(file, line, 1), params)

    @cached_property
    def _trees(self) -> dict[str, Node]:
        found, trees = Findings(), {}
        for name in TREES:
            text = text_of(self._files[name], name, found) if name in self._files else None
            tree = tree_of(text, name, found) if text is not None else None
            if tree is not None:
                trees[name] = tree
        return trees
