"""Reads the house from its source: events, reactions, jobs, ports and who is plugged in.

The source is parsed and never run, so nothing needs a database or a configuration.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "motcua"


@dataclass(frozen=True, slots=True)
class Event:
    """A fact of the journal. `owner` is the module whose fact it is, `carries` its fields."""

    kind: str
    owner: str
    name: str
    says: str
    carries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What is done when a fact arrives; `event` is the owner and the class of the fact."""

    name: str
    event: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Job:
    """A task of the queue; `cron` (UTC) is empty where it is queued by something else."""

    name: str
    cron: str
    says: str


@dataclass(frozen=True, slots=True)
class Port:
    """What the house needs from outside; `offers` are the names of its methods."""

    name: str
    home: str
    says: str
    offers: tuple[str, ...]


@cache
def events() -> tuple[Event, ...]:
    """Every class with a `kind` in a module's `events`, by kind."""
    found = [
        Event(kind, _module(path), node.name, _says(node), _fields(node))
        for path in _files("modules")
        if _is(path, "events")
        for node in _tree(path).body
        if isinstance(node, ast.ClassDef) and (kind := _kind(node))
    ]
    return tuple(sorted(found, key=lambda event: event.kind))


@cache
def reactions() -> tuple[Reaction, ...]:
    """Everything that `journal.reacts_to` decorates, by name."""
    found = []
    for path in _files():
        for call, _ in _decorated(path, "reacts_to"):
            found.append(Reaction(_word(call, "name", path), _event_of(call, path)))
    return tuple(sorted(found, key=lambda reaction: reaction.name))


@cache
def jobs() -> tuple[Job, ...]:
    """Everything that `jobs.task` and `jobs.periodic` decorate, by name."""
    found = [
        Job(_word(call, "name", path), _word(call, "cron", path), _says(function))
        for path in _files()
        for decorator in ("task", "periodic")
        for call, function in _decorated(path, decorator)
        if _word(call, "name", path)
    ]
    return tuple(sorted(found, key=lambda job: job.name))


def ports() -> list[Port]:
    """Every Protocol in a module's `ports`, and every class that something is plugged into."""
    plugged = set(plugs())
    found = []
    for path in _files("modules", "foundation"):
        for node in _tree(path).body:
            if not isinstance(node, ast.ClassDef):
                continue
            ours = _is(path, "ports") or path.parent == SOURCE / "foundation"
            if ours and (node.name in plugged or (_is(path, "ports") and _is_protocol(node))):
                offers = [n.name for n in node.body if isinstance(n, ast.FunctionDef)]
                shown = tuple(name for name in offers if not name.startswith("_"))
                found.append(Port(node.name, dotted(path), _says(node), shown))
    return sorted(found, key=lambda port: (port.home, port.name))


def plugs() -> dict[str, str]:
    """Name of a port -> what is plugged into it by wiring, or by an adapter that wiring asks."""
    found: dict[str, set[str]] = {}
    for path in _files("config", "adapters"):
        made = _made_in(_tree(path))
        for node in ast.walk(_tree(path)):
            if not isinstance(node, ast.Call) or len(node.args) != 2:
                continue
            port, plug = (_last(argument) for argument in node.args)
            if _called(node) == "provide":
                found.setdefault(port, set()).add(made.get(plug, plug))
            elif _called(node) == "provide_when_asked":
                found.setdefault(port, set()).update(_returned(_tree(path), node.args[1]))
    return {port: ", ".join(sorted(plugs)) for port, plugs in sorted(found.items())}


def _returned(tree: ast.Module, makers: ast.expr) -> set[str]:
    """What the functions named in the expression return: the names of the classes they call."""
    names = {leaf.id for leaf in ast.walk(makers) if isinstance(leaf, ast.Name)}
    return {
        _called(node.value)
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and function.name in names
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Call)
    }


def about(path: Path) -> str:
    """The first sentence of a file's docstring; empty where there is no file or no word."""
    return first_sentence(ast.get_docstring(_tree(path)) or "") if path.exists() else ""


def dotted(path: Path) -> str:
    """`motcua.modules.forms.rules` for its file or package."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def first_sentence(text: str) -> str:
    """The first sentence of a docstring, on one line, without its full stop."""
    line = " ".join(text.split("\n\n")[0].split())
    return line.split(". ")[0].rstrip(".")


def _files(*floors: str) -> Iterator[Path]:
    for root in [SOURCE / floor for floor in floors] or [SOURCE]:
        for path in sorted(root.rglob("*.py")):
            if not {"tests", "migrations"} & set(path.relative_to(SOURCE).parts):
                yield path


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _is(path: Path, role: str) -> bool:
    """Whether the file is the module's `role`, as one file or inside a package of that name."""
    inside = path.relative_to(SOURCE).parts[2:]
    return bool(inside) and Path(inside[0]).stem == role


def _says(node: ast.ClassDef | ast.FunctionDef) -> str:
    return first_sentence(ast.get_docstring(node) or "")


def _kind(node: ast.ClassDef) -> str:
    for line in node.body:
        if isinstance(line, ast.AnnAssign) and ast.unparse(line.target) == "kind":
            return str(line.value.value) if isinstance(line.value, ast.Constant) else ""
    return ""


def _fields(node: ast.ClassDef) -> tuple[str, ...]:
    names = [ast.unparse(n.target) for n in node.body if isinstance(n, ast.AnnAssign)]
    return tuple(name for name in names if name != "kind")


def _module(path: Path) -> str:
    return path.relative_to(SOURCE / "modules").parts[0]


def _is_protocol(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).rpartition(".")[2] == "Protocol" for base in node.bases)


def _decorated(path: Path, name: str) -> Iterator[tuple[ast.Call, ast.FunctionDef]]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef):
            for call in node.decorator_list:
                if isinstance(call, ast.Call) and _called(call) == name:
                    yield call, node


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _last(value: ast.expr) -> str:
    """`Shelf` of `files.Shelf`, `DiskShelf` of `DiskShelf(settings.HOME)`."""
    return ast.unparse(value.func if isinstance(value, ast.Call) else value).rpartition(".")[2]


def _made_in(tree: ast.Module) -> dict[str, str]:
    """Local name -> its class, from `signer = DemoSigner(…)` or an argument `signer: Signer`."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation:
            found[node.arg] = _last(node.annotation)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            found[ast.unparse(node.targets[0])] = _last(node.value)
    return found


def _word(call: ast.Call, key: str, path: Path) -> str:
    """The value of a keyword that is a text, or the name of a text of the same file."""
    for keyword in call.keywords:
        if keyword.arg == key and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
        if keyword.arg == key and isinstance(keyword.value, ast.Name):
            return _constants(path).get(keyword.value.id, "")
    return ""


def _constants(path: Path) -> dict[str, str]:
    return {
        ast.unparse(line.targets[0]): str(line.value.value)
        for line in _tree(path).body
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)
    }


def _event_of(call: ast.Call, path: Path) -> tuple[str, str]:
    """The module that owns the event, and the event's class, through the file's imports."""
    prefix, _, name = ast.unparse(call.args[0]).rpartition(".")
    home = _imports(path).get(prefix.partition(".")[0] or name, dotted(path))
    parts = home.split(".")
    owner = parts[2] if parts[1:2] == ["modules"] and len(parts) > 2 else home
    return owner, name


def _imports(path: Path) -> dict[str, str]:
    """Local name -> where it comes from."""
    here = dotted(path).split(".")
    base = here if path.name == "__init__.py" else here[:-1]
    found = {}
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom):
            start = base[: len(base) - node.level + 1] if node.level else []
            home = ".".join([*start, *([node.module] if node.module else [])])
            for alias in node.names:
                found[alias.asname or alias.name] = f"{home}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name] = alias.name
    return found
