"""Names of files and folders that are valid on every system."""

import os
from itertools import chain, count

RESERVED = '<>:"/\\|?*%'  # characters that are invalid in names on some system
DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{i}" for port in ("com", "lpt") for i in range(10)
}  # invalid names on Windows, in upper or lower case and with any suffix
DIGITS = 6  # of the numbers of pictures
PAGE = "index.html"  # written by the command line next to the folders
MOST_BYTES = 255  # of a name, on the usual file systems
NUMBER = "_" + DIGITS * "0"  # what may follow the name of a folder


def folder_names(labels: list[str]) -> dict[str, str]:
    """Return a dict from class to the name of its folder, valid on every system."""
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
    """Return a label without characters that are invalid or hidden on some system."""
    name = "".join(map(spelt, label))
    if not name.strip(". "):
        return f"%{name.encode().hex()}"
    if name.partition(".")[0].casefold() in DEVICES:
        return f"%{ord(name[0]):02X}{name[1:]}"
    if name[0] == ".":  # hidden, and ignored by `load_image_folder`
        name = f"%2E{name[1:]}"
    if name[-1] in ". ":  # removed by Windows
        name = f"{name[:-1]}%{ord(name[-1]):02X}"
    return name


def spelt(letter: str) -> str:
    """Return a letter of a name, or its bytes if it is invalid on some system."""
    if letter not in RESERVED and letter.isprintable():
        return letter
    is_byte = "\udc80" <= letter <= "\udcff"  # of a name that is not UTF-8
    content = letter.encode("utf-8", "surrogateescape" if is_byte else "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in content)


def unused(name: str, taken: set[str]) -> str:
    """Return a name that is not used, with a number if necessary, and mark it as used.

    Pictures in sub-folders may have the same name, and real ones may come from an
    earlier run. "a" and "A" are the same name on some systems.
    """
    stem, suffix = os.path.splitext(name)
    numbered = (f"{cut(stem, f'-{i}{suffix}')}-{i}{suffix}" for i in count(2))
    free = next(n for n in chain([name], numbered) if n.casefold() not in taken)
    taken.add(free.casefold())
    return free


def cut(name: str, rest: str = "") -> str:
    """Return a name that is short enough for a file system after `rest` is added."""
    left = MOST_BYTES - len(os.fsencode(rest))
    is_short = len(os.fsencode(name)) <= left
    return name if is_short else os.fsencode(name)[:left].decode("utf-8", "ignore")
