"""Ways to damage a file, for the tests."""

import io
import json
import zipfile

HEADER = "skgan.json"


def members_of(data):
    """Return the members of a file as a dict of bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def file_of(members):
    """Return a file with these members, whose zip is right."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            if name == HEADER:
                info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return file.getvalue()


def header_of(data):
    """Return the JSON of a file."""
    return json.loads(members_of(data)[HEADER])


def with_header(data, header):
    """Return a file with another JSON."""
    return file_of(members_of(data) | {HEADER: json.dumps(header)})


def places_of(tree, place=()):
    """Return the places of all nodes of a JSON."""
    if not isinstance(tree, dict | list):
        return [place]
    keys = tree if isinstance(tree, dict) else range(len(tree))
    return [place, *(p for key in keys for p in places_of(tree[key], (*place, key)))]


def replaced(tree, place, value):
    """Return a JSON with another value at a place."""
    if not place:
        return value
    tree = tree.copy()
    tree[place[0]] = replaced(tree[place[0]], place[1:], value)
    return tree
