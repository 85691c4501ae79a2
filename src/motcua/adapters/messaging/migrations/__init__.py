"""How the table of caught messages came to be."""
