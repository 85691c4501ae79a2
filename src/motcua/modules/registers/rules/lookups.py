"""What came of asking a register, and what it was asked for."""

from enum import StrEnum


class Outcome(StrEnum):
    """`unreachable`: the register did not answer; nothing was learnt."""

    FOUND = "found"
    NOTHING = "nothing"
    UNREACHABLE = "unreachable"


class Purpose(StrEnum):
    """`filling`: so that an application need not ask; `citing`: so that no paper is asked for;
    `checking`: an officer compares an application with the register."""

    FILLING = "filling"
    CITING = "citing"
    CHECKING = "checking"
