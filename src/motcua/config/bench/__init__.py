"""Measures the city as ratios within one run on one machine; `motcua bench` and `make bench`.

Nothing here is a test: a busy machine gives other figures, so only ratios are to be compared.
"""

from .command import bench
from .plan import Plan, plan_for

__all__ = ["Plan", "bench", "plan_for"]
