"""Ways to damage a file so that its checksum is right, for the tests."""

import json

from safetensors.numpy import load, save

from skgan._files._arrays import DIGEST, KEY, checksum


def text_of(data):
    """Return the JSON of a file as text, after the checksum."""
    n_bytes = int.from_bytes(data[:8], "little")
    return json.loads(data[8 : 8 + n_bytes])["__metadata__"][KEY]


def header_of(data):
    """Return the JSON of a file."""
    return json.loads(text_of(data)[DIGEST:])


def file_of(header, tensors, key=KEY):
    """Return a file with JSON, which may be text, and tensors by name."""
    text = header if isinstance(header, str) else json.dumps(header)
    return save(tensors, {key: checksum(text, tensors) + text})


def with_header(data, header):
    """Return a file with another JSON."""
    return file_of(header, load(data))


def raw_file(header, data=b""):
    """Return a file with a header of safetensors as it is given."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


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
