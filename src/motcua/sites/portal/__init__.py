"""The citizens' door: find, read, fill, check, file, pay, follow, receive; track and verify."""
