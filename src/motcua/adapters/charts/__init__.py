"""Charts drawn by Vega (vl-convert) in one small process that leaves when nobody asks."""
