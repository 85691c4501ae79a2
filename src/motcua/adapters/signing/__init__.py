"""The cable to whoever holds the keys: PAdES-B-T signatures on PDFs, and checking them.

`pades` prepares and completes files, `cms` builds the signature containers, `checking` validates;
all three work with any authority. `authority` and `demo_ca` are a demonstration authority on disk.
"""
