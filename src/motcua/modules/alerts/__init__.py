"""What the public must be told now: warnings in the CAP 1.2 information model, proposed, confirmed
by a second person or by a versioned rule, updated, cancelled, expired. It reacts to indicators and
knows nothing of dossiers.
"""
