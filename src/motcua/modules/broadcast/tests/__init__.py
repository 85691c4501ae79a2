"""What the broadcast module promises."""
