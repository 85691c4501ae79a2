"""Keys with which a person's programs act for that person: personal tokens and OAuth2 clients.

A key opens only what its owner chose, until the day its owner chose, and can be ended at any
moment. Doors call `operations` and `queries`.
"""
