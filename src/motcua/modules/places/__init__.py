"""Provinces, districts of old and communes, each with the dates between which it was so.

It knows names, kinds and who follows whom, not boundaries or offices. Everybody may call
`queries`; the only operation loads a data set of `dataset` (seeding, or a new release of it).
"""
