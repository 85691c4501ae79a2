"""The outside world, one folder per cable. Adapters implement the ports of modules."""
