"""What the city tells to whoever listens: one durable sequence of changes, and for every
subscriber how far it got and what still waits. Others publish through `steps` in their own
transaction; it knows nothing of what a change means.
"""
