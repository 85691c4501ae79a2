"""The only place where everything meets: settings, addresses, wiring, the command line."""
