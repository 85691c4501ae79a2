"""The door of machines that report observations: batches over HTTP with a token per source."""
