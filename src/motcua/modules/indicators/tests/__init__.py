"""What the indicators module promises."""
