"""A client nobody here wrote, in an environment of its own: it needs other versions than we do."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from .conftest import Speaker

ROOT = Path(__file__).resolve().parents[5]
LOCKED = ROOT / "requirements" / "clients.txt"
HOME = ROOT / ".motcua-test" / "clients"
SCRIPT = Path(__file__).with_name("a_client.py")


@pytest.fixture(scope="session")
def interpreter() -> Path:
    """The Python of an environment with exactly what is locked; made once for each lock."""
    home = HOME / sha256(LOCKED.read_bytes()).hexdigest()[:12]
    python = home / "bin" / "python"
    if not (home / "complete").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)  # noqa: S603 -- ours
        done = subprocess.run(  # noqa: S603 -- ours
            [python, "-m", "pip", "install", "-q", "--require-hashes", "-r", LOCKED],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            if not os.environ.get("CI"):
                pytest.skip("ngsildclient is not here, and no package registry answers")
            pytest.fail(done.stderr)
        (home / "complete").touch()
    return python


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_ngsildclient(air: Speaker, live_server: LiveServer, interpreter: Path) -> None:
    port = live_server.url.rpartition(":")[2]
    done = subprocess.run(  # noqa: S603 -- ours
        [interpreter, SCRIPT, port, air.token], capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "NO_PROXY": "127.0.0.1"}, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-1000:]
