"""Check a built wheel and sdist: what is in them, and what they install."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

MAX_BYTES = 500_000  # of the wheel: code alone, two fifths of it docstrings
SDIST_NEEDS = (
    "LICENSE",
    "README.md",
    "Makefile",
    "tests/samplers/test_acgan.py",
    "docs/conf.py",
)
TEMPLATES = "skgan/_html/templates/"  # of pages; the only files that are not code
COMMANDS = (
    ["python", "-W", "error", "-c", "import skgan; print(skgan.__file__)"],
    [
        "python",
        "-W",
        "error",
        "-c",
        "from skgan._html import check_templates as f; f()",
    ],
    ["skgan", "--version"],
)


def check_wheel(path):
    """Exit unless the wheel holds the package alone, and little of it."""
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
    code = [name for name in names if name.startswith("skgan/")]
    others = [name for name in names if not name.startswith(("skgan/", "skgan-"))]
    data = [n for n in code if not n.endswith((".py", "/py.typed"))]
    templates = [n for n in data if n.startswith(TEMPLATES) and n.endswith(".html")]
    others += sorted(set(data) - set(templates))
    if others or not code:
        sys.exit(f"{path.name} should be skgan's code alone, but has {others}.")
    if not templates:
        sys.exit(f"{path.name} lacks {TEMPLATES}. Without it no page can be written.")
    size = path.stat().st_size
    if size >= MAX_BYTES:
        sys.exit(f"{path.name} has {size} bytes; keep it below {MAX_BYTES}.")
    print(f"{path.name}: {len(code)} files, {size / 1000:.0f} kB")


def check_sdist(path):
    """Exit unless what builds, tests and documents skgan is in the sdist."""
    with tarfile.open(path) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    missing = [name for name in SDIST_NEEDS if name not in names]
    if missing:
        sys.exit(f"{path.name} lacks {missing}.")
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def check_installed(folder, *archives):
    """Install each into a fresh environment, and run skgan from there."""
    venv.create(folder, with_pip=True)
    scripts = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")

    def run(program, *options):
        subprocess.run([scripts / program, *options], check=True, cwd=folder)

    for archive in archives:
        run("python", "-m", "pip", "install", "--quiet", archive)
        for command in COMMANDS:
            run(*command)
        run("python", "-m", "pip", "uninstall", "--quiet", "--yes", "skgan")


def main(folder):
    """Check the only wheel and the only sdist in a folder."""
    [wheel], [sdist] = (
        [path.resolve() for path in Path(folder).glob(pattern)]
        for pattern in ("*.whl", "*.tar.gz")
    )
    check_wheel(wheel)
    check_sdist(sdist)
    with TemporaryDirectory() as environment:
        check_installed(environment, wheel, sdist)


if __name__ == "__main__":
    main(*sys.argv[1:])
