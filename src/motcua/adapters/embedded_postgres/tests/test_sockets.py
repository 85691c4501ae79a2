"""Nobody else may stand where the server's socket is expected."""

import tempfile
from pathlib import Path

import pytest

from motcua.adapters.embedded_postgres import server


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> server.Server:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "shared"))
    (tmp_path / "shared").mkdir()
    return server.Server(tmp_path / "home")


def test_a_folder_of_ours_is_made_closed_to_others(ours: server.Server) -> None:
    ours._claim_sockets()
    ours._claim_sockets()

    assert ours.sockets.stat().st_mode & 0o777 == 0o700


def test_a_folder_open_to_others_is_refused(ours: server.Server) -> None:
    ours.sockets.mkdir()
    ours.sockets.chmod(0o777)

    with pytest.raises(server.ServerFailed, match="open to others"):
        ours._claim_sockets()


def test_a_link_to_somewhere_else_is_refused(ours: server.Server, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    ours.sockets.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(server.ServerFailed):
        ours._claim_sockets()
