"""The command line: ``python -m skgan``."""

from skgan._cli import main

if __name__ == "__main__":
    main()
