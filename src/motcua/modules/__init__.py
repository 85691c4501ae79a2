"""The business, one folder per subject; see the import contracts for who stands on whom."""
