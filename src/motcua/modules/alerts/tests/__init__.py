"""What the alerts module promises."""
