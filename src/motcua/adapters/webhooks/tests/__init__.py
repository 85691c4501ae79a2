"""Tests of the webhook cable, against real sockets on loopback."""
