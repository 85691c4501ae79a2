"""The public verbs of measuring; each is one transaction."""
