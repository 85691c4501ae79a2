"""Typed reading of MOTCUA_* variables; a wrong value stops the start with the variable's name."""

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Profile(StrEnum):
    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class Misconfigured(SystemExit):
    """A variable is missing or wrong; the message names it and says what it must be."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One documented variable: shown in the handbook, read here."""

    name: str
    default: str
    meaning: str
    secret: bool = False


VARIABLES = (
    Variable("MOTCUA_PROFILE", "demo", "demo, test or production"),
    Variable("MOTCUA_HOME", ".motcua", "folder for the database, files and secrets"),
    Variable("MOTCUA_HOST", "127.0.0.1", "address the web server listens on"),
    Variable("MOTCUA_PORT", "8000", "port the web server listens on"),
    Variable("MOTCUA_BASE_URL", "http://{host}:{port}", "address people see, without a last slash"),
    Variable("MOTCUA_DATABASE_URL", "", "PostgreSQL 15+ in place of the embedded one", secret=True),
    Variable("MOTCUA_DDL_DATABASE_URL", "", "coordinator for DDL, if another node", secret=True),
    Variable("MOTCUA_SCHEMA", "motcua", "schema of this city in the database"),
    Variable("MOTCUA_SECRET_KEY", "", "signs sessions and forms; made in demo", secret=True),
    Variable("MOTCUA_DATA_KEY", "", "seals personal data at rest; made in demo", secret=True),
    Variable("MOTCUA_WEB_PROCESSES", "1", "web server processes"),
    Variable("MOTCUA_WEB_THREADS", "4", "threads of each web process that serve people"),
    Variable("MOTCUA_MACHINE_THREADS", "2", "threads of each web process that serve machines"),
    Variable("MOTCUA_WORKER_THREADS", "4", "jobs one worker does at once"),
    Variable("MOTCUA_TRUSTED_PROXIES", "0", "how many proxies stand in front of the web server"),
    Variable("MOTCUA_WEBHOOK_ALLOW_PRIVATE", "", "networks inside that webhooks may call"),
    Variable("MOTCUA_IDENTITY_ISSUER", "", "OpenID Connect issuer; empty is the demo provider"),
    Variable("MOTCUA_IDENTITY_CLIENT_ID", "motcua", "our client id at the issuer"),
    Variable("MOTCUA_IDENTITY_CLIENT_SECRET", "", "our client secret at the issuer", secret=True),
    Variable("MOTCUA_MAIL_URL", "", "smtps://user:password@host/sender@host", secret=True),
    Variable("MOTCUA_CLAMD", "", "ClamAV's clamd: unix:/path or tcp://host:port"),
    Variable("MOTCUA_SIMULATE", "", "on or off: invented readings and dossiers; empty: on in demo"),
    Variable("MOTCUA_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR"),
)  # fmt: skip
_known = {variable.name: variable for variable in VARIABLES}


def text(name: str) -> str:
    """The value, or the first line of the file that `<name>_FILE` names, or the default."""
    variable = _known[name]
    file = os.environ.get(f"{name}_FILE")
    if file and variable.secret:
        try:
            return Path(file).read_text().strip()
        except OSError as wrong:
            raise Misconfigured(f"{name}_FILE: cannot read {file}: {wrong.strerror}") from wrong
    return os.environ.get(name) or variable.default


def number(name: str, *, lowest: int = 0, highest: int = 65535) -> int:
    value = text(name)
    if not value.isdigit() or not lowest <= int(value) <= highest:
        raise Misconfigured(f"{name}: a whole number from {lowest} to {highest}, not «{value}»")
    return int(value)


def profile() -> Profile:
    value = text("MOTCUA_PROFILE")
    try:
        return Profile(value)
    except ValueError:
        raise Misconfigured(f"MOTCUA_PROFILE: demo, test or production, not «{value}»") from None


def simulates() -> bool:
    """Whether the city lives by itself; only invented cities may."""
    value = text("MOTCUA_SIMULATE")
    if value not in ("", "on", "off"):
        raise Misconfigured(f"MOTCUA_SIMULATE: on or off, not «{value}»")
    if value == "on" and profile() is Profile.PRODUCTION:
        raise Misconfigured("MOTCUA_SIMULATE: nothing is invented in production")
    return value == "on" or (value == "" and profile() is Profile.DEMO)


def home() -> Path:
    return Path(text("MOTCUA_HOME")).expanduser().resolve()


def base_url() -> str:
    given = text("MOTCUA_BASE_URL")
    filled = given.format(host=text("MOTCUA_HOST"), port=number("MOTCUA_PORT", lowest=1))
    if profile() is Profile.PRODUCTION and not filled.startswith("https://"):
        raise Misconfigured("MOTCUA_BASE_URL: an https:// address in production")
    return filled.rstrip("/")


def secret(name: str) -> str:
    """A secret that must be given in production and is made once under MOTCUA_HOME otherwise."""
    given = text(name)
    if given:
        return given
    if profile() is Profile.PRODUCTION:
        raise Misconfigured(f"{name} (or {name}_FILE): must be given in production")
    return made_once(home() / "secrets" / name.lower())


def made_once(path: Path) -> str:
    """The secret in the file; if there is none, a new one, written for the owner's eyes only."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Worker and web server start at once. Written whole beside it, then linked: whoever comes
        # second reads all of the first one's secret, and never an empty file.
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(48))
            with suppress(FileExistsError):
                os.link(name, path)
        finally:
            Path(name).unlink()
    return path.read_text().strip()


def test_database() -> str:
    """The name of the database of a test run; each run has its own."""
    return os.environ.get("MOTCUA_TEST_DATABASE", "test_motcua")
