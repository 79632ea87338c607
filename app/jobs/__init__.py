"""The kinds of jobs: each is one module here with a KIND, found by app.jobs.registry.

To add a kind, write a module with a frozen pydantic request (with `output` and `options`) and a
JobKind of it: `freeze` and `runner` are all that it must have, every other method of
app.jobs.kind.JobKind has a default. Queue, worker, command line and window then know it;
tests/app/jobs/fourth/checksum.py is an example. Whoever puts such a job into the queue calls
app.queue.control.new_job.
"""
