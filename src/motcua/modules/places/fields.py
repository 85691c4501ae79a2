"""PostgreSQL's own plane geometry as columns of models: nothing has to be installed for it."""

from typing import Any

from django.db import models


class PolygonField(models.Field):  # type: ignore[type-arg] # written and compared in SQL only
    """A simple polygon; `(x,y),(x,y)…` as text."""

    def db_type(self, connection: Any) -> str:
        del connection
        return "polygon"
