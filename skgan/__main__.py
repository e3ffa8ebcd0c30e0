"""The command line: ``skgan``, or ``python -m skgan``."""

import sys

INTERRUPTED = 130  # what shells give a process that Ctrl-C has ended


def run() -> None:
    """Run a command; Ctrl-C is answered in words even while modules are imported."""
    try:
        from skgan.app import app

        if sys.argv[1:2] == ["app"]:  # there at once, without what the others import
            app(sys.argv[2:], prog_name="skgan app")
        from skgan._cli import main

        main.add_command(app)
        main()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
