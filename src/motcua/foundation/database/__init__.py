"""Django's PostgreSQL backend, with the rules that keep many cities and many nodes possible."""
