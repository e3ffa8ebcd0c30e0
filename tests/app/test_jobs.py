import time

import pytest

from skgan.app import _jobs, _training
from skgan.app._jobs import Job, Jobs
from skgan.app._reporter import Reporter
from skgan.app._workspace import Workspace
from skgan.exceptions import InputError

TABLE = {"data": "rows.csv", "reading": {"target": "label"}, "seed": 0}
REQUEST = {"kind": "train", "sampler": "ACGANSampler", "parameters": {}} | TABLE


def begun(home, request):
    """Return a job that was never given to a process."""
    folder = home / ".skgan" / "jobs" / "1"
    folder.mkdir(parents=True)
    _jobs.write_text(folder / "request.json", _training.json_of(request))
    return Job(folder)


def test_a_process_trains_and_leaves_a_model(home):
    workspace = Workspace(home)
    jobs = Jobs(workspace.jobs)
    job = jobs.start(REQUEST | {"networks": False})
    with pytest.raises(InputError, match="already running"):
        jobs.start(REQUEST)
    job.process.wait(60)
    jobs.close()
    status = Jobs(workspace.jobs).last("train").status()  # as another server reads it
    assert status["state"] == "done", (job.folder / "log.txt").read_text()
    assert [*map(workspace.relative, workspace.model_paths())] == [status["model"]]


def test_a_fit_that_trains_nothing_says_so(home):
    job = begun(home, REQUEST)  # 10 rows of the rarer class
    _training.train(job, Reporter(job))
    assert job.status()["message"].startswith("No network was trained")


def test_a_silent_process_is_interrupted(home):
    job = begun(home, REQUEST)
    job.write_status({"state": "running", "beat": time.time()})
    assert job.status()["state"] == "running"
    job.write_status({"state": "running", "beat": time.time() - 60})
    assert job.status()["state"] == "interrupted"
    assert Jobs(job.folder.parent).working() is None


def test_errors_are_told_in_words(home):
    job = Jobs(Workspace(home).jobs).start(REQUEST | {"data": "missing.csv"})
    job.process.wait(60)
    status = job.status()
    assert status["state"] == "failed"
    assert status["message"].startswith(
        f"'{home / 'missing.csv'}': this file or folder does not"
    )


IMAGES = REQUEST | {
    "data": "pictures",
    "reading": {},
    "parameters": {"max_iter": 75, "batch_size": 4, "latent_dim": 4},
}


@pytest.mark.usefixtures("few_grown_rows")
def test_a_stopped_training_keeps_what_it_has_learnt(home, monkeypatch):
    job = begun(home, IMAGES)
    job.give_order("stop")
    _training.train(job, Reporter(job))
    status = job.status()
    assert (status["state"], status["n_iter"]) == ("done", 25)
    assert [name for name in status["losses"]]
    assert set(status["fidelity"]) == {"dog"}
    assert (job.folder / "preview.png").read_bytes()[:4] == b"\x89PNG"
    path = home / status["model"]
    assert path.with_suffix(".gif").read_bytes()[:4] == b"GIF8"
    assert '"stopped": true' in path.with_suffix(".json").read_text()


class Killed(BaseException):
    """What ends a process in the midst."""


@pytest.mark.usefixtures("few_grown_rows")
def test_a_killed_training_goes_on_from_its_checkpoint(home, monkeypatch):
    monkeypatch.setattr("skgan.training._checkpoint.MOST_SHARE", 1e9)  # always
    job = begun(home, IMAGES)

    def kill(self):
        if self.values["n_iter"] == 50:
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Reporter, "wait_while_paused", kill)
        with pytest.raises(Killed):
            _training.train(job, Reporter(job))
    seen = []
    monkeypatch.setattr(
        Reporter, "wait_while_paused", lambda self: seen.append(self.values["n_iter"])
    )
    _training.train(job, Reporter(job))
    assert seen[-1] == 75 and seen[0] > 25, "it began anew"
    losses = job.status()["losses"]["generator_loss"]
    assert [point[0] for point in losses] == [25, 50, 75]


def test_a_full_disk_does_not_end_a_training(home, monkeypatch, capsys):
    job = begun(home, REQUEST)
    reporter = Reporter(job)

    def full(path, text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_jobs, "write_text", full)
    reporter.tell(phase="Training")
    assert "No space left" in capsys.readouterr().err
