"""Units a definition may give its numbers in: those of observations, and those of counting."""

from motcua.modules.observations.rules import units as observed

#: What is counted and not observed; UCUM writes such words in braces.
COUNTED = frozenset(
    {"1", "%", "{dossier}", "{procedure}", "{charge}", "{point}", "{VND}", "{day}", "[wd]"}
    | {"min", "h", "d", "km2"}
)


def is_known(code: str) -> bool:
    return code in COUNTED or ((unit := observed.unit(code)) is not None and unit.code == code)
