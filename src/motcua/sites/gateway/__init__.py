"""The money door: where gateways call, where payers come back to, where receipts are read."""
