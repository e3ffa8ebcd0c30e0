"""The progress of a training or a comparison, read from its folder twice a second."""

from typing import Any
from urllib.parse import quote

from nicegui import ui

from skgan._html import COLOURS
from skgan.app._texts import seconds_in_words
from skgan.app.pages._frame import bars, guarded, heading, picture, table

EVERY = 0.5  # seconds
WORDS = {
    "running": "Running",
    "paused": "Paused",
    "interrupted": "Interrupted; it can be resumed",
    "failed": "Failed",
    "done": "Done",
}
GRAY = "#888"  # legible on white and on black


class Progress:
    """The newest job of a kind, with its buttons.

    Parameters
    ----------
    site : Site
        The site.
    kind : str
        "train" or "evaluate".
    """

    def __init__(self, site: Any, kind: str) -> None:
        self.site, self.kind = site, kind
        self._seen: tuple[Any, ...] = ()
        heading("Training" if kind == "train" else "Comparison")
        self.text = ui.label().props('role="status" aria-live="polite"').classes("wrap")
        self.bar = ui.linear_progress(0.0, show_value=False, size="12px")
        self.bar.props["aria-label"] = "Progress"
        with ui.row():
            self.pause = ui.button("Pause", icon="pause")
            self.go_on = ui.button("Continue", icon="play_arrow")
            self.stop = ui.button("Stop", icon="stop", color=None).props("outline")
        self.pause.on_click(guarded(self._order("pause")))
        self.go_on.on_click(guarded(self._go_on))
        self.stop.on_click(guarded(self._order("stop")))
        self.chart: ui.echart | None = None
        self.body = ui.column().classes("w-full")
        self.lines = ui.column().classes("w-full")
        self.update()
        ui.timer(EVERY, self.update)

    @property
    def job(self) -> Any:
        """The newest job."""
        return self.site.jobs.last(self.kind)

    def update(self) -> None:
        """Show changes of the status."""
        job = self.job
        status = job.status() if job else {}
        state = status.get("state", "")
        is_active = state in ("running", "paused")
        self.text.set_text(text_of_status(job, status))
        self.bar.set_value(round(float(status.get("share", 0.0)), 3))
        self.bar.set_visibility(bool(job))
        self.pause.set_visibility(state == "running")
        self.go_on.set_visibility(state in ("paused", "interrupted"))
        self.stop.set_visibility(is_active)
        self._show_lines(status.get("losses", {}))
        seen = (job and job.name, state, status.get("preview"))
        if seen != self._seen:
            self._seen = seen
            self.body.clear()
            with self.body:
                if job:
                    self._show(job, status)

    def _order(self, order: str) -> Any:
        async def give() -> None:
            if self.job:
                self.job.give_order(order)
                self.update()

        return give

    async def _go_on(self) -> None:
        if self.job:
            self.site.jobs.go_on(self.job)
            self.update()

    def _show(self, job: Any, status: dict[str, Any]) -> None:
        if status.get("model"):
            self._show_links(status["model"])
        if status.get("preview") is not None:
            address = f"/picture/{job.name}/preview.png?at={status['preview']}"
            text = f"Samples of each class after {status['preview']} iterations"
            picture(address, text)
            ui.label(f"{text}, always from the same noise").classes("text-caption")
        if status.get("fidelity"):
            heading("Fidelity: share of samples that look like their class")
            bars([*status["fidelity"].items()], share=True)
        if status.get("verdict"):
            show_verdict(job, status)

    def _show_links(self, model: str) -> None:
        query = f"model={quote(model)}"
        ui.button("Browse new samples", icon="grid_view").on_click(
            lambda: ui.navigate.to(f"/generate?{query}")
        )
        ui.link("All models", "/models").classes("plain")

    def _show_lines(self, losses: dict[str, Any]) -> None:
        if not losses:
            self.lines.clear()
            self.chart = None
            return
        series = [
            {"name": name.removesuffix("_loss"), "type": "line", "showSymbol": False}
            | {"data": points}
            for name, points in losses.items()
        ]
        if self.chart is None or self.chart.is_deleted:
            with self.lines:
                heading("Losses")
                self.chart = ui.echart(options_of(series)).classes("w-full h-56")
                self.chart.props["role"] = "img"
                self.chart.props["aria-label"] = "Losses by iteration"
        elif self.chart.options["series"] != series:
            self.chart.options["series"] = series
            self.chart.update()


def text_of_status(job: Any, status: dict[str, Any]) -> str:
    """Return the progress of a job as text."""
    if job is None:
        return "Nothing has been started yet."
    state, phase = status["state"], status.get("phase", "")
    parts = [f"{job.request.get('data', '')}: {WORDS[state]}"]
    if state in ("running", "done"):
        parts = [f"{job.request.get('data', '')}: {phase}"]
    if "n_iter" in status:
        parts.append(f"iteration {status['n_iter']}")
    if state == "running" and status.get("left"):
        parts.append(f"about {seconds_in_words(status['left'])} left")
    if state == "running" and job.order != "run":
        parts.append({"pause": "pausing ...", "stop": "stopping ..."}[job.order])
    return ", ".join(parts) + ". " + status.get("message", "")


def show_verdict(job: Any, status: dict[str, Any]) -> None:
    """Show the verdict of a comparison, its picture and its figures."""
    heading("Verdict")
    ui.label(status["verdict"]).classes("wrap text-weight-medium")
    address = f"/picture/{job.name}/verdict.png"
    picture(address, "Differences to no sampler, with confidence intervals")
    rows = status["summary"]
    if rows:
        table(
            [*rows[0]], [[*row.values()] for row in rows], "Figures of the comparison"
        )


def options_of(series: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the options of the chart of losses."""
    text = {"color": GRAY}
    axis = {"axisLabel": text, "nameTextStyle": text, "splitLine": {"show": False}}
    return {
        "color": [*COLOURS[:4]],  # black, a later one, is invisible in dark mode
        "animation": False,
        "legend": {"textStyle": text, "top": 0},
        "tooltip": {"trigger": "axis"},
        "grid": {"left": 50, "right": 16, "top": 36, "bottom": 40},
        "xAxis": {"type": "value", "name": "iteration", "nameLocation": "middle"}
        | {"nameGap": 24, "max": "dataMax"}
        | axis,
        "yAxis": {"type": "value", "scale": True} | axis,
        "series": series,
    }
