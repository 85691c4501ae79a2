"""Tests of the signing cable, with the demonstration authority."""
