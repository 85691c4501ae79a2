"""Plumbing that knows Django and PostgreSQL, and no business."""
