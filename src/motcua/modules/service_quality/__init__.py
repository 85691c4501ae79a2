"""Indicators over dossier facts: the only room that knows both planes. It turns what happened to
dossiers into facts for `indicators`, and declares the indicators of public service.
"""
