"""What the simulator promises: the same seed, the same city; every fault of it declared."""
