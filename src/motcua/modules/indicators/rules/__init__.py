"""Pure rules of measuring: definitions, periods, methods, intervals, ranks, traces of places."""
