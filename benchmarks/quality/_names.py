"""What readers are told of methods that scripts know by a word."""

NAMES = {
    "class_weight": "class weights",
    "kernel": "kernel only",
    "generator": "generator only",
    "ACGANSampler": "ACGANSampler, defaults",
}


def named(what):
    """Return a name, or a table whose rows have the names of readers."""
    if isinstance(what, str):
        return NAMES.get(what, what)
    renamed = [NAMES.get(name, name) for name in what.index]
    return what.set_axis(renamed, axis=0).rename_axis(index=None, columns=None)
