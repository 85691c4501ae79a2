"""What the ngsi_ld door promises."""
