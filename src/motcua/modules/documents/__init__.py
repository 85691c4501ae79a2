"""Documents people hand in and hold: uploads that resume, checks, copies, one store a person.

The original is kept as it came, sealed with a key of the person's own; officers read a copy made
from it. Doors call `operations` and `queries`.
"""
