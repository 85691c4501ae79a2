"""What may be asked about rehearsals."""

from .forecasts import ForecastCard, Past, efforts, forecast, forecasts, past
from .rehearsals import RehearsalCard, by_key, files, open_keys, rehearsal, rehearsals
from .scenes import PersonaCard, SceneCard, personas, scene
from .walks import WalkCard, WalkedPath, walk, walk_before, walks

__all__ = [
    "ForecastCard",
    "Past",
    "PersonaCard",
    "RehearsalCard",
    "SceneCard",
    "WalkCard",
    "WalkedPath",
    "by_key",
    "efforts",
    "files",
    "forecast",
    "forecasts",
    "open_keys",
    "past",
    "personas",
    "rehearsal",
    "rehearsals",
    "scene",
    "walk",
    "walk_before",
    "walks",
]
