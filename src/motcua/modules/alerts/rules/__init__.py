"""What may happen to an alert, how a threshold is judged, and what the public reads. Pure."""
