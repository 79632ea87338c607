"""The kinds of jobs: each is one module here with a KIND, found by app.jobs.registry."""
