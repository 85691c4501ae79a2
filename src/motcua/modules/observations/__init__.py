"""What the city's sensors and registers report: things, series, observations and their quality.

Batches come in through `operations.take_batch` (or, inside somebody's transaction, `steps.take`);
raw values are kept for ever, corrections and decisions are new revisions. Doors call `operations`
and `queries`; modules above call `queries`, `steps`, `rules` and `events`. It knows nothing of
procedures, dossiers or people. The handbook's page is docs/handbook/observations.md.
"""
