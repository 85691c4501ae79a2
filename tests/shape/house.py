"""How the shape tests walk the house: its modules, their verbs and questions, its source."""

import ast
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from django.apps import apps

import motcua

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "motcua"
T = TypeVar("T")

#: Modules of business that are installed, by their folder's name.
MODULES = sorted(
    app.name.rpartition(".")[2]
    for app in apps.get_app_configs()
    if app.name.startswith("motcua.modules.")
)
#: Not ours to import: the web server's entry waits, and the command line starts.
_STARTERS = {"motcua.__main__", "motcua.config.asgi", "motcua.config.testing"}


def part(module: str, role: str) -> ModuleType | None:
    """`operations`, `queries` and the like of a module, if it has such."""
    name = f"motcua.modules.{module}.{role}"
    return import_module(name) if find_spec(name) else None


def offered(module: str, role: str) -> dict[str, Callable[..., Any]]:
    """The public functions of a module's part: those it exports, or those defined in its file."""
    where = part(module, role)
    if where is None:
        return {}
    exported = getattr(where, "__all__", None)
    names = exported if exported is not None else [n for n in vars(where) if n[:1] != "_"]
    found = {name: getattr(where, name) for name in names}
    return {
        name: thing
        for name, thing in found.items()
        if callable(thing) and not isinstance(thing, type)
        if getattr(thing, "__module__", "").startswith(where.__name__)
    }


@cache
def everything() -> tuple[ModuleType, ...]:
    """Every file of the program, imported; tests and migrations aside."""
    return tuple(_walk())


def _walk() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(motcua.__path__, "motcua."):
        aside = {"tests", "migrations"} & set(found.name.split("."))
        closed = found.name.startswith(tuple(f"{app}." for app in _left_out()))
        if not aside and not closed and found.name not in _STARTERS:
            yield import_module(found.name)


def _left_out() -> set[str]:
    """Apps that lie in the house and are not installed."""
    there = {".".join(p.parent.relative_to(SOURCE.parent).parts) for p in SOURCE.rglob("apps.py")}
    return there - {app.name for app in apps.get_app_configs()}


def subclasses(of: type[T]) -> set[type[T]]:
    """All descendants that the program defines, once all of it is imported."""
    everything()
    waiting: list[type[T]] = [of]
    found: set[type[T]] = set()
    while waiting:
        for child in waiting.pop().__subclasses__():
            if child not in found:
                found.add(child)
                waiting.append(child)
    return {c for c in found if c.__module__.startswith("motcua.") and ".tests" not in c.__module__}


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """Python files below these folders of the repository."""
    return tuple(sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")))


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(source(path))


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_frozen(kind: Any) -> bool:
    """Whether a class is a frozen, slotted dataclass."""
    told = getattr(kind, "__dataclass_params__", None)
    return told is not None and bool(told.frozen) and "__slots__" in vars(kind)
