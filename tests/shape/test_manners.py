"""Manners of the source: who writes a state, who imports whom, what a file says of itself."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest
from importlinter.application import use_cases
from importlinter.configuration import configure
from tools import one_writer

from .house import ROOT, SOURCE, python_files, short, source, tree

#: A name that ends so says that the thought is not finished.
EMPTY_NAMES = re.compile(r"\w+(Manager|Helper|Util|Utils|Service|Handler|Processor|Data|Info|Base)")
CLASS = re.compile(r"^ *class (\w+)", re.MULTILINE)
EMPTY_FILES = {"utils.py", "helpers.py", "common.py", "misc.py", "services.py", "managers.py"}
#: Runs while the house is built, before there is anything to be configured.
BUILDERS = {"src/motcua/design/build.py"}
UNDONE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def test_states_are_written_by_steps_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert one_writer.main(SOURCE / "modules") == 0, capsys.readouterr().out


def test_imports_look_down(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    configure()
    kept = use_cases.lint_imports(".importlinter", cache_dir=None, no_logo=True)
    assert kept, capsys.readouterr().out


def test_every_file_says_what_it_is() -> None:
    assert [
        short(path)
        for path in python_files("src", "tests", "tools")
        if "migrations" not in path.parts and not ast.get_docstring(tree(path))
    ] == []


def test_nothing_is_left_to_do_in_comments() -> None:
    assert [
        f"{short(path)}:{token.start[0]}"
        for path in python_files("src", "tools")
        if UNDONE.search(source(path))
        for token in tokenize.generate_tokens(io.StringIO(source(path)).readline)
        if token.type == tokenize.COMMENT and UNDONE.search(token.string)
    ] == []


def test_names_are_finished_thoughts() -> None:
    files = [short(path) for path in python_files("src", "tools") if path.name in EMPTY_FILES]
    names = [
        f"{short(path)}: {name}"
        for path in python_files("src", "tools")
        for name in CLASS.findall(source(path))
        if EMPTY_NAMES.fullmatch(name)
    ]
    assert files + names == []


def test_settings_are_read_in_one_place() -> None:
    """Variables by `config.environment`, Django's settings by `config.wiring`."""
    assert [
        short(path)
        for path in python_files("src/motcua")
        if not path.is_relative_to(SOURCE / "config")
        and "tests" not in path.parts
        and short(path) not in BUILDERS
        and _reads_variables(path)
    ] == []


def _reads_variables(path: Path) -> bool:
    text = source(path)
    return "os.environ" in text or "os.getenv" in text or "django.conf import settings" in text
