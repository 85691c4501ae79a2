"""What the service_quality module promises."""
