"""Standing for another: mandates as people see, give, claim and end them."""
