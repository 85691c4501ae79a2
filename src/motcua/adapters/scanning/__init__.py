"""Scanners for malware: ClamAV over its own protocol, one that knows the test file, and none."""
