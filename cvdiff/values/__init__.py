"""The trades of the values that records are made of: each finds, reads and compares one kind of value."""
