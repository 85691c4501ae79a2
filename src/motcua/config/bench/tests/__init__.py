"""Tests of what measures; how fast anything is, is told and never tested."""
