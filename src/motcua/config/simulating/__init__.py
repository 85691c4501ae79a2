"""A city that lives by itself, for trying the program out: invented sensors, invented dossiers.

Only in the demo profile; whatever it makes says that it is simulated. Nothing here is measured.
"""
