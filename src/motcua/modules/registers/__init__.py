"""What connected registers hold of a person, so that nobody is asked for it again.

Registers are reached through ports; every value comes with its source and its date. Doors call
`operations` and `queries`.
"""
