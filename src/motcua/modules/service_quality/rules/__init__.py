"""What the service of a counter is measured by: pure functions over facts of dossiers."""
