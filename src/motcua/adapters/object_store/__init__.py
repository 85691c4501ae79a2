"""Where files lie. `disk` keeps them in a folder, named by digest."""
