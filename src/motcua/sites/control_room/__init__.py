"""The door of the operations centre: sources, quarantine, alerts to confirm, what is late."""
