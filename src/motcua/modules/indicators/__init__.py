"""What the observations and facts mean: declared indicators, their values with completeness and
version, and comparison between places, agencies and periods. Facts of the counter reach it through
`ports.FactSource`; it knows nothing of dossiers. Modules above register sources (`sources`), mark
what changed (`steps.mark`) and react to `events`; doors call `operations` and `queries`.
"""
