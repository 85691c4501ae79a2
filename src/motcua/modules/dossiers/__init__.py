"""The life of an application, from draft to returned result.

Not here: what may be asked for (catalogue), how it is asked (forms), money (payments), signed
documents (results). Doors call `operations` and `queries`; nobody below knows dossiers.
"""
