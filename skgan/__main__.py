"""The command line: ``skgan``, or ``python -m skgan``."""

import sys

INTERRUPTED = 130  # what shells give a process that Ctrl-C has ended


def run() -> None:
    """Run a command; Ctrl-C is answered in words even while modules are imported."""
    try:
        from skgan._cli import main

        main()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
