"""The performance goals as one command: `make bench` measures them and prints their ratios."""
