"""The public pages of the city's data: today, indicators, comparison, alerts."""
