"""What may be asked about rehearsals."""

from .rehearsals import RehearsalCard, by_key, files, open_keys, rehearsal, rehearsals
from .scenes import PersonaCard, SceneCard, personas, scene
from .walks import WalkCard, WalkedPath, walk, walk_before, walks

__all__ = [
    "PersonaCard",
    "RehearsalCard",
    "SceneCard",
    "WalkCard",
    "WalkedPath",
    "by_key",
    "files",
    "open_keys",
    "personas",
    "rehearsal",
    "rehearsals",
    "scene",
    "walk",
    "walk_before",
    "walks",
]
