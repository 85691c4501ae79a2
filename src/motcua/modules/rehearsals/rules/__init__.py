"""The rules of rehearsing. Pure: states of a rehearsal, its clock, paths and the forecast."""
