"""`python -m perfeval` is the command `perfeval`."""

import sys

from perfeval.cli import main

if __name__ == "__main__":
    sys.exit(main())
