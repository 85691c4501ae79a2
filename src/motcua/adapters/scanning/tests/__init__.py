"""What scanners promise: infected, clean, or not looked at; never clean by mistake."""
