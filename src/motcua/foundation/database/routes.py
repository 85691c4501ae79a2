"""The one place that hands out a city's connection.

`runtime` goes straight to the node that holds the city (queries, queue, locks, LISTEN); `ddl` goes
to the coordinator (partitions, migrations). On one machine both are the same. Inside a space both
lead to the space.
"""

from typing import Literal

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from . import spaces

Route = Literal["runtime", "ddl"]


def city_connection(route: Route = "runtime") -> BaseDatabaseWrapper:
    if route == "ddl" and spaces.current() is None and "ddl" in connections.settings:
        return connections["ddl"]
    return connections["default"]
