"""What the entities module promises."""
