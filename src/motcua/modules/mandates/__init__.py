"""Representation: who may act for whom, in which procedures, until when, and on what proof.

A mandate is given, shown on every act done under it, and can be taken back at any moment. Doors
call `operations` and `queries`.
"""
