"""`python -m cvdiff`."""

from cvdiff.cli import main

if __name__ == "__main__":
    main()
