"""Draws the parts of the handbook that come from the code: `python -m tools.drawings [--check]`.

A drawing stands between `<!-- drawn: name -->` and `<!-- end of drawing -->`; the rest of a page is
written by people and left alone. With `--check` nothing is written, and 1 says that pages differ.
"""

import re
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path

import grimp

from motcua.config import cli
from motcua.config.environment import VARIABLES

from . import reading

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "handbook"
FLOORS = (
    ("config", "settings, addresses, wiring, command line"),
    ("sites", "front doors, one per audience"),
    ("adapters", "the outside world, one folder per cable"),
    ("modules", "the business, one folder per subject"),
    ("foundation", "journal, jobs, files, numbers, vault"),
    ("design", "how things look and speak"),
    ("kernel", "words everyone uses; no framework"),
)
DRAWING = re.compile(
    r"(?P<open><!-- drawn: (?P<name>[\w.-]+) -->\n).*?(?P<close><!-- end of drawing -->)", re.DOTALL
)


def drawn(page: str) -> str:
    """The page with every drawing as the code is now.

    :raises KeyError: the page asks for a drawing nobody knows
    """

    def draw(found: re.Match[str]) -> str:
        name, _, argument = found["name"].partition(".")
        body = KINDS[name](argument) if argument else DRAWINGS[name]()
        return f"{found['open']}\n{body.strip()}\n\n{found['close']}"

    return DRAWING.sub(draw, page)


def floors() -> str:
    """The floors with their rooms, and an arrow where something really is imported."""
    edges = _edges()
    rooms = {unit for edge in edges for unit in edge}
    lines = ["flowchart TB"]
    for floor, words in FLOORS:
        inside = sorted(room for room in rooms if room.startswith(f"{floor}."))
        if not inside:
            lines.append(f'  {floor}["<b>{floor}</b><br/>{words}"]')
            continue
        lines.append(f'  subgraph {floor}["{floor}: {words}"]')
        lines += [f'    {_id(room)}["{room.partition(".")[2]}"]' for room in inside]
        lines.append("  end")
    order = [floor for floor, _ in FLOORS]
    between = {(a.split(".")[0], b.split(".")[0]) for a, b in edges}
    arrows = sorted((a, b) for a, b in between if a != b)
    arrows.sort(key=lambda arrow: (order.index(arrow[0]), order.index(arrow[1])))
    return _mermaid([*lines, *(f"  {a} --> {b}" for a, b in arrows)])


def modules() -> str:
    """Who knows whom among the modules: an arrow points at what is imported."""
    inside = {(a, b) for a, b in _edges() if a.startswith("modules.") and b.startswith("modules.")}
    rooms = sorted({room for edge in inside for room in edge})
    lines = ["flowchart TB", *(f'  {_id(room)}["{room.partition(".")[2]}"]' for room in rooms)]
    return _mermaid([*lines, *(f"  {_id(a)} --> {_id(b)}" for a, b in sorted(inside))])


def doors() -> str:
    """Which modules each site and adapter speaks to."""
    rows = []
    edges = _edges()
    for room in sorted({a for a, _ in edges if a.split(".")[0] in ("sites", "adapters")}):
        uses = sorted(b.partition(".")[2] for a, b in edges if a == room and "modules." in b)
        rows.append((f"`{room}`", ", ".join(uses) or "–", _about(f"motcua.{room}")))
    return _table(("room", "speaks to", "what it is"), rows)


def machines() -> list[str]:
    """Dotted paths below `motcua.modules` of all files that hold a table of moves."""
    return sorted(
        reading.dotted(path).removeprefix("motcua.modules.")
        for path in (reading.SOURCE / "modules").rglob("*.py")
        if re.search(r"^MOVES\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    )


def machine(rules: str) -> str:
    """A table of moves, as a state diagram and as a table of who may do what.

    :param rules: dotted path below `motcua.modules` of the file that holds `MOVES`
    """
    moves = _moves(rules)
    arrows: dict[tuple[str, str], list[str]] = {}
    for act, sources, target, _ in moves:
        for source in sources:
            arrows.setdefault((source, target), []).append(act)
    sources_of_all = {source for source, _ in arrows}
    ends = sorted({target for _, target in arrows} - sources_of_all)
    lines = ["stateDiagram-v2", "  direction TB", f"  [*] --> {_start(rules)}"]
    lines += [f"  {a} --> {b}: {', '.join(acts)}" for (a, b), acts in arrows.items()]
    lines += [f"  {end} --> [*]" for end in ends]
    rows = [(f"`{act}`", ", ".join(sources), target, by) for act, sources, target, by in moves]
    return _mermaid(lines) + "\n\n" + _table(("act", "from", "to", "who"), rows)


def ports() -> str:
    plugs = reading.plugs()
    rows = [
        (
            f"`{port.name}`",
            port.says,
            ", ".join(port.offers) or "–",
            f"`{port.home.removeprefix('motcua.')}`",
            plugs.get(port.name, "–"),
        )
        for port in reading.ports()
    ]
    return _table(("port", "what it is", "offers", "told in", "plugged in"), rows)


def events() -> str:
    heard: dict[tuple[str, str], list[str]] = {}
    for reaction in reading.reactions():
        heard.setdefault(reaction.event, []).append(f"`{reaction.name}`")
    rows = [
        (
            f"`{event.kind}`",
            event.says or "–",
            ", ".join(event.carries),
            ", ".join(heard.get((event.owner, event.name), [])) or "–",
        )
        for event in reading.events()
    ]
    return _table(("kind", "the fact", "carries", "reactions"), rows)


def jobs() -> str:
    rows = [(f"`{j.name}`", f"`{j.cron}`" if j.cron else "when queued", j.says or "–")
            for j in reading.jobs()]  # fmt: skip
    return _table(("job", "when (UTC)", "what it does"), rows)


def commands() -> str:
    """The commands of `motcua`, those of its groups last, but for those it gives itself."""
    groups = [(group.name, group.typer_instance) for group in cli.app.registered_groups]
    rows = [
        (
            f"`{' '.join(filter(None, ('motcua', name, c.name or c.callback.__name__)))}`",
            reading.first_sentence(c.callback.__doc__ or ""),
        )
        for name, app in [(None, cli.app), *groups]
        if app is not None
        for c in app.registered_commands
        if c.callback and not c.hidden
    ]
    return _table(("command", "does"), rows)


def environment() -> str:
    rows = [
        (f"`{v.name}`" + (", `…_FILE`" if v.secret else ""),
         f"`{v.default}`" if v.default else "–", v.meaning)
        for v in VARIABLES
    ]  # fmt: skip
    return _table(("variable", "default", "meaning"), rows)


DRAWINGS: dict[str, Callable[[], str]] = {
    "floors": floors, "modules": modules, "doors": doors, "ports": ports,
    "events": events, "jobs": jobs, "environment": environment, "commands": commands,
}  # fmt: skip
KINDS: dict[str, Callable[[str], str]] = {"machine": machine}


@cache
def _edges() -> set[tuple[str, str]]:
    """Imports between rooms: `modules.forms`, `sites.desk`, `foundation` and the like."""
    graph = grimp.build_graph("motcua", cache_dir=None)
    found = set()
    for importer in graph.modules:
        if ".tests" in importer or ".migrations" in importer:
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            a, b = _room(importer), _room(imported)
            if a and b and a != b:
                found.add((a, b))
    return found


def _room(module: str) -> str:
    """The room a module lies in; empty for what lies in none, such as `motcua.__main__`."""
    floor, *inside = module.split(".")[1:] or [""]
    if floor in ("sites", "adapters", "modules"):
        return f"{floor}.{inside[0]}" if inside else ""
    return "" if floor.startswith("_") else floor


def _moves(rules: str) -> list[tuple[str, list[str], str, str]]:
    """Act, states it starts from, state it leads to, and the roles, from any of our tables."""
    found = []
    for act, move in import_module(f"motcua.modules.{rules}").MOVES.items():
        sources, target = move if isinstance(move, tuple) else (move.sources, move.target)
        who = getattr(move, "by", ())
        roles = [who] if isinstance(who, StrEnum) else sorted(who)
        by = ", ".join(role.value for role in roles) or "–"
        found.append((act.value, sorted(s.value for s in sources), target.value, by))
    return found


def _start(rules: str) -> str:
    state = import_module(f"motcua.modules.{rules}").State
    return str(next(iter(state)).value)


def _about(module: str) -> str:
    path = reading.SOURCE.joinpath(*module.split(".")[1:])
    return reading.about(path / "__init__.py")


def _id(room: str) -> str:
    return room.replace(".", "_")


def _mermaid(lines: list[str]) -> str:
    return "\n".join(["```mermaid", *lines, "```"])


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(c.replace("|", "\\|") for c in row) + " |" for row in lines)


def main(*options: str) -> int:
    differing = []
    for path in sorted(PAGES.glob("*.md")):
        before = path.read_text(encoding="utf-8")
        after = drawn(before)
        if after == before:
            continue
        differing.append(path.relative_to(ROOT))
        if "--check" not in options:
            path.write_text(after, encoding="utf-8")
    done = "is not as the code is; run make docs" if "--check" in options else "drawn again"
    sys.stdout.writelines(f"{path}: {done}\n" for path in differing)
    return 1 if differing and "--check" in options else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
