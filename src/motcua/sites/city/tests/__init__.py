"""What the city door promises."""
