"""``skgan info``: print the properties of a model."""

import json
from pathlib import Path
from typing import Any

import click

from skgan._cli import _options as shared
from skgan.samplers import read_sampler, saved_versions, synthesizer_of

MAX_NAMED = 30  # in a line
EPILOG = """
\b
Examples:
  skgan info model.skgan
  skgan info model.skgan --json | jq .classes
"""


@click.command(epilog=EPILOG)
@click.argument("model", type=shared.PATH)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def info(model: Path, as_json: bool) -> None:
    """Print sampler, classes, columns, training, versions and size of MODEL."""
    found = facts(model)
    if as_json:
        click.echo(json.dumps(found, indent=2, default=str))
    else:
        click.echo("\n".join(lines(found)))


def facts(path: Path) -> dict[str, Any]:
    """Return the properties of a model as plain values."""
    sampler, notes = read_sampler(path)
    synthesizer = synthesizer_of(sampler)
    form, defaults = synthesizer.form, type(sampler)().get_params()
    counts = zip(form.classes.tolist(), form.counts.tolist(), strict=True)
    given = {
        name: value
        for name, value in sampler.get_params().items()
        if repr(value) != repr(defaults[name])
    }
    return {
        "file": str(path),
        "bytes": path.stat().st_size,
        "sampler": type(sampler).__name__,
        "kind": form.kind.name,
        "shape": list(form.row_shape),
        "classes": [{"class": name, "count": n} for name, n in counts],
        "columns": columns_of(form),
        "parameters": given,
        "n_iter": synthesizer.n_iter,
        "networks": len(synthesizer.pairs),
        "interrupted": synthesizer.interrupted,
        "losses": last_losses(synthesizer.history),
        "notes": notes,
        "versions": saved_versions(path),
    }


def columns_of(form: Any) -> list[dict[str, Any]]:
    """Return name and dtype of each column, and whether it has categories."""
    if form.X.columns is None:
        return []
    categorical = form.categorical or [False] * len(form.X.columns)
    parts = zip(form.X.columns, form.X.dtypes, categorical, strict=True)
    return [
        {"name": name, "dtype": str(dtype), "categories": bool(is_one)}
        for name, dtype, is_one in parts
    ]


def last_losses(history: dict[Any, Any]) -> dict[str, Any]:
    """Return the last value of each figure, by class if each has its own networks."""
    return {
        str(name): last_losses(value) if isinstance(value, dict) else value[-1]
        for name, value in history.items()
        if len(value)
    }


def lines(found: dict[str, Any]) -> list[str]:
    """Return the properties as lines of text."""
    shape = " x ".join(map(str, found["shape"]))
    columns = [f"{c['name']} ({kind_of(c)})" for c in found["columns"]]
    classes = [f"{c['class']}: {c['count']}" for c in found["classes"]]
    given = [f"{name}={value!r}" for name, value in found["parameters"].items()]
    versions = [f"{name} {version}" for name, version in found["versions"].items()]
    words = {
        "file": f"{found['file']}, {found['bytes'] / 1e6:.3g} MB",
        "sampler": f"{found['sampler']}, kind of data: {found['kind']}, shape: {shape}",
        "classes": listed(classes),
        "columns": listed(columns) or "without names",
        "training": training(found),
        "parameters": listed(given) or "all have default values",
        "versions": ", ".join(versions),
    }
    return [f"{name + ':':<12}{text}" for name, text in words.items()]


def kind_of(column: dict[str, Any]) -> str:
    """Return the type of a column in words."""
    return "categories" if column["categories"] else str(column["dtype"])


def training(found: dict[str, Any]) -> str:
    """Return a description of the training of a model."""
    if not found["networks"]:
        return "none; all samples are drawn from the kernel"
    ended = ", interrupted" if found["interrupted"] else ""
    return (
        f"{found['n_iter']} updates of {found['networks']} pair(s) of networks{ended}"
    )


def listed(words: list[str]) -> str:
    """Return words separated by commas, shortened and printable."""
    text = ", ".join(words[:MAX_NAMED] + ["..."] * (len(words) > MAX_NAMED))
    return text.encode("utf-8", "replace").decode()
