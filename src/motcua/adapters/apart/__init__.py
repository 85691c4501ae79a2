"""A port's implementation in a process of its own, which leaves when nobody asks it any more.

For what is heavy and seldom: a small city makes a paper now and then, and need not carry all that
typesetting and signing load around the clock. And for what opens files of strangers: within limits
of time and memory, behind walls. Speaks msgpack over a pipe; knows no Django.
"""
