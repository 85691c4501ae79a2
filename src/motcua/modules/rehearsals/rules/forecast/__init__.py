"""What share of dossiers would be on time, from given arrivals and staff: a Monte Carlo forecast.

Pure and seeded: the same plan gives the same outlook. Officers work in office hours and take what
came first; a dossier moves along its route; due dates are those of the law's clock.
"""

from .hours import OfficeHours
from .outlook import Load, Outlook, StepOutlook, outlook, wilson
from .plan import Effort, Plan, Profile, Task
from .simulating import Run, simulate

__all__ = [
    "Effort",
    "Load",
    "OfficeHours",
    "Outlook",
    "Plan",
    "Profile",
    "Run",
    "StepOutlook",
    "Task",
    "outlook",
    "simulate",
    "wilson",
]
