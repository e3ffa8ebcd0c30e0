"""Check a built wheel and sdist: what is in them, and what they install."""

import re
import subprocess
import sys
import tarfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

MAX_BYTES = 600_000  # of the wheel: code alone, two fifths of it docstrings
SDIST_NEEDS = (
    "LICENSE",
    "README.md",
    "Makefile",
    "conftest.py",
    "tests/samplers/test_acgan.py",
    "docs/conf.py",
)
TEMPLATES = "skgan/_html/templates/"  # the only files that are not code
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
PYTHONS = ("3.11", "3.12", "3.13")
HEAVY = ("keras", "tensorflow")
# Escape sequences in the texts of others are told where these are compiled.
WARNINGS = ("-W", "error", "-W", "default::SyntaxWarning")
WITHOUT_TENSORFLOW = Path(__file__).resolve().parent / "try_without_tensorflow.py"


def check_wheel(path):
    """Exit unless the wheel holds the package alone, and little of it."""
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
    code = [name for name in names if name.startswith("skgan/")]
    others = [name for name in names if not name.startswith(("skgan/", "skgan-"))]
    data = [n for n in code if not n.endswith((".py", "/py.typed"))]
    templates = [
        n for n in data if n.startswith(TEMPLATES) and n.endswith((".html", ".svg"))
    ]
    others += sorted(set(data) - set(templates))
    if others or not code:
        sys.exit(f"{path.name} should be skgan's code alone, but has {others}.")
    if not templates:
        sys.exit(f"{path.name} lacks {TEMPLATES}. Without it no page can be written.")
    size = path.stat().st_size
    if size >= MAX_BYTES:
        sys.exit(f"{path.name} has {size} bytes; keep it below {MAX_BYTES}.")
    print(f"{path.name}: {len(code)} files, {size / 1000:.0f} kB")


def metadata_of(wheel):
    """Return what a wheel tells package indexes."""
    with zipfile.ZipFile(wheel) as archive:
        [name] = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
        return message_from_bytes(archive.read(name))


def check_readme(wheel):
    """Exit where the README, as package indexes show it, has relative links."""
    from readme_renderer import markdown

    text = metadata_of(wheel).get_payload(decode=True).decode()
    html = markdown.render(text)
    if not html:
        sys.exit("README.md can't be rendered. Install readme-renderer[md].")
    found = relative_targets(html)
    if found:
        sys.exit(f"The README of package indexes has relative links: {found}.")
    print(f"README.md: {len(html) / 1000:.0f} kB of HTML, without relative links")


def relative_targets(html):
    """Return the links and pictures that only work beside the files."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.extend(
        value for name, value in attributes if name in ("href", "src", "srcset")
    )
    parser.feed(html)
    return [target for target in found if not re.match(r"(https?:|mailto:|#)", target)]


def check_sdist(path):
    """Exit unless what builds, tests and documents skgan is in the sdist."""
    with tarfile.open(path) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    missing = [name for name in SDIST_NEEDS if name not in names]
    if missing:
        sys.exit(f"{path.name} lacks {missing}.")
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def make_environment(python, folder):
    """Return a function that runs a program of a fresh environment."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    scripts = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")

    def run(program, *options):
        subprocess.run([scripts / program, *options], check=True, cwd=folder)

    return run


def check_installed(*archives):
    """Install each into a fresh environment, and run skgan from there."""
    with TemporaryDirectory() as folder:
        run = make_environment(sys.executable, folder)
        for archive in archives:
            run("python", "-m", "pip", "install", "--quiet", archive)
            for command in COMMANDS:
                run(*command)
            run("python", "-m", "pip", "uninstall", "--quiet", "--yes", "skgan")


def find_python(version):
    """Return the path of an interpreter that works, of the PATH or of pyenv, or None.

    pyenv's shims are there for all versions, and fail for those that are not chosen.
    """
    root = Path.home() / ".pyenv" / "versions"
    installed = sorted(root.glob(f"{version}.*/bin/python{version}"))
    for path in (f"python{version}", *map(str, reversed(installed))):
        try:
            code = "import ensurepip, ssl, venv"
            subprocess.run([path, "-c", code], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return path
    return None


def light_requirements(lines):
    """Return the requirements of a wheel except extras, Keras and TensorFlow."""
    base = [line for line in lines if "extra ==" not in line]
    return [line for line in base if re.split(r"[\W]", line)[0] not in HEAVY]


def check_without_tensorflow(wheel):
    """Run skgan without TensorFlow in each version of Python that is there.

    Two at once: each takes 50 s of one core.
    """
    requirements = light_requirements(metadata_of(wheel).get_all("Requires-Dist"))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(partial(try_python, wheel, requirements), PYTHONS))


def try_python(wheel, requirements, version):
    """Install the wheel for one version of Python, and use it."""
    python = find_python(version)
    if python is None:
        print(f"Python {version}: skipped, it is not installed")
        return
    with TemporaryDirectory() as folder:
        run = make_environment(python, folder)
        # Compiling all of SciPy and pandas would take most of the time.
        install = ("python", "-m", "pip", "install", "--quiet", "--no-compile")
        run(*install, *requirements)
        run(*install, "--no-deps", wheel)
        run("python", *WARNINGS, WITHOUT_TENSORFLOW)
        run("skgan", "--version")


def main(folder):
    """Check the only wheel and the only sdist in a folder."""
    [wheel], [sdist] = (
        [path.resolve() for path in Path(folder).glob(pattern)]
        for pattern in ("*.whl", "*.tar.gz")
    )
    check_wheel(wheel)
    check_readme(wheel)
    check_sdist(sdist)
    check_installed(wheel, sdist)
    check_without_tensorflow(wheel)


if __name__ == "__main__":
    main(*sys.argv[1:])
