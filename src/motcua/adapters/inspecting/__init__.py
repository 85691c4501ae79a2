"""Looks into files of strangers and makes the copies officers read, in a process of its own.

`config.opening` is what the city plugs in; all this is loaded on the far side only, where each file
is opened in a fork with limits of time and memory (`adapters.apart`).
"""
