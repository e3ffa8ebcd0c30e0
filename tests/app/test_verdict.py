import pytest

from skgan.app import _verdict
from skgan.app._jobs import Job, write_text
from skgan.app._reporter import Reporter
from skgan.app._training import json_of

REQUEST = {"kind": "evaluate", "data": "rows.csv", "reading": {"target": "label"}}
REQUEST |= {"samplers": ["ros", "kernel"], "classifier": "logistic", "folds": 2}


@pytest.fixture
def job(home):
    folder = home / ".skgan" / "jobs" / "1"
    folder.mkdir(parents=True)
    write_text(folder / "request.json", json_of(REQUEST | {"seed": 0}))
    return Job(folder)


def test_folds_are_told_one_by_one_and_give_a_verdict(job, monkeypatch):
    told = []
    tell = Reporter.tell

    def telling(self, **values):
        told.append(values.get("phase"))
        tell(self, **values)

    monkeypatch.setattr(Reporter, "tell", telling)
    _verdict.evaluate(job, Reporter(job))
    status = job.status()
    assert [phase for phase in told if phase and phase[:4] == "Fold"] == [
        f"Fold {i} of 4" for i in range(1, 5)
    ]
    assert status["state"] == "done" and status["verdict"]
    assert {row["sampler"] for row in status["summary"]} == {"none", "ros", "kernel"}
    assert (job.folder / "verdict.png").read_bytes()[:4] == b"\x89PNG"


def test_one_that_is_stopped_too_early_says_so(job):
    job.give_order("stop")
    _verdict.evaluate(job, Reporter(job))
    assert job.status()["state"] == "failed"
    assert "before two folds" in job.status()["message"]
