"""What is promised of files of strangers: told apart, looked through, copied, come what may."""
