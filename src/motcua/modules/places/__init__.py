"""Provinces, districts of old and communes, each with the dates between which it was so.

It knows names, kinds, who follows whom, dated boundaries, and what counts are divided by; not
offices. Everybody may call `queries`; the operations load a data set of `dataset`, boundaries, or
denominators.
"""
