"""What the feeds door promises."""
