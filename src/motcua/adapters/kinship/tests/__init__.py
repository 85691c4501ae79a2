"""Tests of the registers of kin."""
