"""Words everyone uses: actors, refusals, money, calendar, expressions. No framework, no I/O."""
