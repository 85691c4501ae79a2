"""What the observations and facts mean: declared indicators, their values with completeness and
version, and comparison between places, agencies and periods. Facts of the counter reach it through
a port; it knows nothing of dossiers.
"""
