"""What a process apart promises: the same answers, none lost for good, nothing left behind."""
