"""The account the server runs under when we are root."""

import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path

PREFERRED = ("postgres", "motcua", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """An unprivileged user and, where folders above are closed to it, a way through them."""

    uid: int
    gid: int
    prefix: tuple[str, ...]

    def own(self, folder: Path) -> None:
        os.chown(folder, self.uid, self.gid)


def unprivileged(*, must_reach: tuple[Path, ...]) -> Account | None:
    """None for an ordinary user; for root the account to drop to.

    A folder such as /root is closed to others. Opening it would change the machine, so the server
    is then given the one capability to pass through it (setpriv, part of util-linux).
    """
    if os.geteuid() != 0:
        return None
    user = next(u for u in map(_user, PREFERRED) if u is not None)
    drop = (f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return Account(user.pw_uid, user.pw_gid, ())
    if all(_open_to_all(path) for path in must_reach):
        return Account(user.pw_uid, user.pw_gid, (setpriv, *drop))
    caps = "+dac_override,+dac_read_search"
    ambient = (f"--inh-caps={caps}", f"--ambient-caps={caps}")
    return Account(user.pw_uid, user.pw_gid, (setpriv, *drop, *ambient))


def _user(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _open_to_all(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)
