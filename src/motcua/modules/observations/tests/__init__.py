"""What the observations module promises."""
