"""Money: what is owed, what came in, what was issued for it; every dong in a double-entry ledger.

Not here: what a thing costs (catalogue) and what being paid means for a dossier (dossiers reacts).
Doors call `operations`, `errands` and `queries`; modules above call `steps` and `queries`.
"""
