"""Rules that judge what changed in a CV and what it says of itself, for CI."""
