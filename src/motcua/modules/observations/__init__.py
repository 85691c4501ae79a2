"""What the city's sensors and registers report: things, series, observations and their quality.
Batches come in through `operations`; raw values are kept for ever, corrections are new revisions.
It knows nothing of procedures, dossiers or people.
"""
