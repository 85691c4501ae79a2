"""Walls around a process that opens what strangers send: few files, no network, no programs.

Landlock and seccomp, as far as the kernel has them; where it has not, limits alone must do. Written
with ctypes, as nothing in the standard library speaks of either.
"""

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Sequence

_PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 4, 22, 38

# linux/landlock.h; the numbers are the same on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH, _ASK_VERSION = 1, 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS_FIRST = (1 << 13) - 1  # all that the first version of it can forbid

# linux/seccomp.h, linux/bpf_common.h, linux/audit.h
_FILTER_MODE = 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # refuse: EPERM
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
#: By architecture: socket, connect, bind, listen, execve, execveat, ptrace, process_vm_readv and
#: _writev, pidfd_getfd, io_uring_setup, bpf, kill, tkill, truncate, chmod of every sort.
_REFUSED = {
    "x86_64": (41, 42, 49, 50, 59, 322, 101, 310, 311, 438, 425, 321, 62, 200, 76, 90, 268, 452),
    "aarch64": (198, 203, 200, 201, 221, 281, 117, 270, 271, 438, 425, 280, 129, 130, 45, 53, 452),
}
#: Calls of x86_64 by other numbers, the same ones among them.
_X32_BEGINS = 0x40000000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def are_there() -> bool:
    """Whether this kernel has all of them; limits hold without."""
    if sys.platform != "linux" or platform.machine() not in _AUDIT:
        return False
    kernel = ctypes.CDLL(None, use_errno=True)
    version: int = kernel.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
    return version > 0


def stand(readable: Sequence[str]) -> None:
    """From now on this process, and each it makes, reads these folders and reaches nobody."""
    if sys.platform != "linux":
        return
    kernel = ctypes.CDLL(None, use_errno=True)
    kernel.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _around_files(kernel, readable)
    _around_calls(kernel)


def _around_files(kernel: ctypes.CDLL, readable: Sequence[str]) -> None:
    handled = struct.pack("=Q", _FILE_RIGHTS_FIRST)
    rules = kernel.syscall(_CREATE_RULESET, handled, len(handled), 0)
    if rules < 0:
        return
    try:
        for path in readable:
            _let_read(kernel, rules, path)
        kernel.syscall(_RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)


def _let_read(kernel: ctypes.CDLL, rules: int, path: str) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    rights = _READ_FILE | (_READ_DIR if os.path.isdir(path) else 0)  # noqa: PTH112 -- a text
    rule = struct.pack("=Qi", rights, folder)
    kernel.syscall(_ADD_RULE, rules, _RULE_PATH_BENEATH, rule, 0)
    os.close(folder)


def _around_calls(kernel: ctypes.CDLL) -> None:
    machine = platform.machine()
    if machine not in _AUDIT:
        return
    refused = _REFUSED[machine]
    steps = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_JUMP_EQUAL, 1, 0, _AUDIT[machine]),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, 0),  # the number of the call
    ]
    tests = [(_JUMP_EQUAL, call) for call in refused] + [(_JUMP_AT_LEAST, _X32_BEGINS)]
    steps += [(how, len(tests) - place, 0, what) for place, (how, what) in enumerate(tests)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(steps), ctypes.cast(held, ctypes.c_void_p).value)
    kernel.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0)
