"""Names of files and folders that are valid on every system."""

import os
from itertools import chain, count

RESERVED = '<>:"/\\|?*%'  # in names of files, on one system or another
DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{i}" for port in ("com", "lpt") for i in range(10)
}  # which Windows takes for no file, in any case and with any suffix
DIGITS = 6  # of the numbers of pictures
PAGE = "index.html"  # which the command line writes beside the folders
MOST_BYTES = 255  # of a name, on the usual file systems
NUMBER = "_" + DIGITS * "0"  # what may follow the name of a folder


def folder_names(labels: list[str]) -> dict[str, str]:
    """Return for each class the name of its folder, valid on every system."""
    names: dict = {}
    taken = {PAGE}
    for label in labels:
        name = cut(spelt_name(label), NUMBER)
        numbered = (f"{name}_{i}" for i in count(2))
        others = chain([name, f"{name}_"], numbered)
        # "a" and "A" are one folder on some systems.
        names[label] = next(n for n in others if n.casefold() not in taken)
        taken.add(names[label].casefold())
    return names


def spelt_name(label: str) -> str:
    """Return a label without what some system refuses, or hides, in a name."""
    name = "".join(map(spelt, label))
    if not name.strip(". "):
        return f"%{name.encode().hex()}"
    if name.partition(".")[0].casefold() in DEVICES:
        return f"%{ord(name[0]):02X}{name[1:]}"
    if name[0] == ".":  # hidden, and so no class of `load_image_folder`
        name = f"%2E{name[1:]}"
    if name[-1] in ". ":  # which Windows leaves out
        name = f"{name[:-1]}%{ord(name[-1]):02X}"
    return name


def spelt(letter: str) -> str:
    """Return a letter of a name, or the bytes of one that some system refuses."""
    if letter not in RESERVED and letter.isprintable():
        return letter
    is_byte = "\udc80" <= letter <= "\udcff"  # of a name that is not UTF-8
    content = letter.encode("utf-8", "surrogateescape" if is_byte else "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in content)


def unused(name: str, taken: set[str]) -> str:
    """Return a name, numbered where it is taken, and take it.

    Pictures of sub-folders may share one, and real ones may be of an earlier run. "a"
    and "A" are one name on some systems.
    """
    stem, suffix = os.path.splitext(name)
    numbered = (f"{cut(stem, f'-{i}{suffix}')}-{i}{suffix}" for i in count(2))
    free = next(n for n in chain([name], numbered) if n.casefold() not in taken)
    taken.add(free.casefold())
    return free


def cut(name: str, rest: str = "") -> str:
    """Return a name that is short enough for a file system, with `rest` behind it."""
    left = MOST_BYTES - len(os.fsencode(rest))
    is_short = len(os.fsencode(name)) <= left
    return name if is_short else os.fsencode(name)[:left].decode("utf-8", "ignore")
