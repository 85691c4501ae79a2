"""The engine: which periods what came touches, what they come to, what of it is new, who is told.

Everything here runs inside the transaction of an operation that holds the engine's lock.
"""
