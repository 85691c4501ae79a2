"""The front doors, one per audience. A door translates: parse, call one operation, answer."""
