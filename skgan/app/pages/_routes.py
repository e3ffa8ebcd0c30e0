"""Addresses of files for the page: pictures of jobs, animations, downloads."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from nicegui import app
from starlette.responses import FileResponse, Response

PICTURES = ("preview.png", "verdict.png")
MISSING = "This file does not exist. Go back and reload the page."


def add(site: Any) -> None:
    """Register the addresses of files."""

    @app.get("/picture/{job}/{name}")
    def picture(job: str, name: str) -> Response:
        known = {each.name: each for each in site.jobs.all()}
        if job not in known or name not in PICTURES:
            return missing()
        return file_or_missing(known[job].folder / name)

    @app.get("/animation.gif")
    def animation(model: str) -> Response:
        return file_or_missing(of_model(site, model, ".gif"))

    @app.get("/model")
    def model(model: str) -> Response:
        return file_or_missing(of_model(site, model, ".skgan"), as_attachment=True)

    @app.get("/download/{key}")
    def download(key: str) -> Response:
        offered = site.take(key)
        if offered is None:
            return missing()
        name, content = offered
        return Response(
            content, media_type="application/octet-stream", headers=attachment(name)
        )


def of_model(site: Any, name: str, suffix: str) -> Path | None:
    """Return a file of a model that is listed, or None."""
    known = {
        site.workspace.relative(path): path for path in site.workspace.model_paths()
    }
    return known[name].with_suffix(suffix) if name in known else None


def file_or_missing(path: Path | None, as_attachment: bool = False) -> Response:
    """Return a file, which the browser should not cache, or an error."""
    if path is None or not path.is_file():
        return missing()
    headers = {"cache-control": "no-store"}
    headers |= attachment(path.name) if as_attachment else {}
    return FileResponse(path, headers=headers)


def missing() -> Response:
    """Return an error for a missing file."""
    return Response(MISSING, status_code=404, media_type="text/plain")


def attachment(name: str) -> dict[str, str]:
    """Return the header for a download."""
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
