"""The import contract we had to write ourselves."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PrivateTables(Contract):
    """`<container>.<module>.models` may be imported only from inside `<container>.<module>`."""

    type_name = "private_tables"
    container = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001
        offences = [
            f"{importer} -> {table}"
            for module in graph.find_children(str(self.container))
            for table in _tables(graph, module)
            for importer in graph.find_modules_that_directly_import(table)
            if importer != module and not importer.startswith(f"{module}.")
        ]
        return ContractCheck(kept=not offences, metadata={"offences": sorted(offences)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["offences"]:
            output.print_error(line)


def _tables(graph: ImportGraph, module: str) -> set[str]:
    tables = f"{module}.models"
    return {tables} | graph.find_descendants(tables) if tables in graph.modules else set()
