"""What the gate door promises."""
