"""The door for designers of procedures, forms and indicators; for now, the pattern pages."""
