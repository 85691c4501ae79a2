"""Trying a procedure before it is published: a space of its own with a clock that can be moved.

Nothing here touches a real dossier or a real number. Doors call `operations` and `queries`.
"""
