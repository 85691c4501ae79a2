"""What is done with documents outside any transaction: looking in, scanning, copying."""
