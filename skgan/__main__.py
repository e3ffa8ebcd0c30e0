"""The command line: ``skgan``, or ``python -m skgan``."""

import sys

INTERRUPTED = 130  # the exit code of a process that was ended by Ctrl-C


def run() -> None:
    """Run a command; Ctrl-C prints a message even while modules are imported."""
    try:
        from skgan.app import app

        if sys.argv[1:2] == ["app"]:  # starts at once, with few imports
            app(sys.argv[2:], prog_name="skgan app")
        from skgan._cli import main

        main.add_command(app)
        main()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
