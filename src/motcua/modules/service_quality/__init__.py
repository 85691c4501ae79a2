"""Indicators over dossier facts: the only room that knows both planes. It turns what happened to
dossiers into facts for `indicators`, says which days they changed, and declares the indicators of
public service. Doors ask `queries` how the counter stands now; values they ask `indicators` for.
"""
