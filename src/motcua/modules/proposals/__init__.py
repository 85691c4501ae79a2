"""Changes of procedures in the making: a draft that is edited, checked, approved and published.

It decides nothing about packages themselves; the catalogue reads and keeps those.
Doors call `operations` and `queries`; modules above read `events` and plans of change.
"""
