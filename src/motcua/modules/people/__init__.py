"""Who people are: citizens and businesses as their electronic identity tells, and their contacts.

It is not a directory: an officer reads a person only for a case in hand, everybody else only
themselves. Names, numbers and addresses are sealed at rest; numbers are found by fingerprint.
"""
