"""Editing a procedure: drafts, previews, differences, approval."""
