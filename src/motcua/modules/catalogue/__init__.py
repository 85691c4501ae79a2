"""What can be asked of the city: procedures, their revisions, and the packages these are made of.

A package is read whole or refused with everything wrong in it; a published revision never changes.
Doors call `operations` and the `public_` queries; modules above call `queries` and `rules`.
"""
