"""The tables of the queue's database, and the steps between their versions."""

from __future__ import annotations

_TABLES = """
CREATE TABLE batches (name TEXT PRIMARY KEY, created REAL NOT NULL) WITHOUT ROWID;

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL
        CHECK (state IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled')),
    stop TEXT CHECK (stop IN ('queued', 'paused', 'cancelled')),
    reason TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL,
    batch TEXT REFERENCES batches (name),
    priority INTEGER NOT NULL,
    position REAL NOT NULL,
    request TEXT NOT NULL,
    target TEXT NOT NULL,
    affinity TEXT NOT NULL,
    kind TEXT NOT NULL,
    content_key TEXT NOT NULL,
    speech_seconds REAL,
    stage TEXT,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    furthest INTEGER NOT NULL DEFAULT 0,
    eta_seconds REAL,
    attempts INTEGER NOT NULL DEFAULT 0,
    deaths INTEGER NOT NULL DEFAULT 0,
    worker TEXT,
    host TEXT,
    pid INTEGER,
    born REAL,
    lease REAL,
    created REAL NOT NULL,
    started REAL,
    ended REAL,
    timings TEXT NOT NULL DEFAULT '{}',
    notices TEXT NOT NULL DEFAULT '[]',
    output TEXT,
    frames INTEGER,
    resumed_frames INTEGER NOT NULL DEFAULT 0,
    engine TEXT,
    device TEXT,
    error TEXT,
    revision INTEGER NOT NULL,
    CHECK ((state = 'running') = (worker IS NOT NULL)),
    CHECK ((state = 'running') = (lease IS NOT NULL))
);
CREATE INDEX jobs_order ON jobs (priority DESC, position, id, state, batch);
CREATE INDEX jobs_state ON jobs (state, priority DESC, position, id);
CREATE INDEX jobs_affinity ON jobs (affinity, priority DESC, position, id)
    WHERE state = 'queued';
CREATE INDEX jobs_batch ON jobs (batch, priority DESC, position, id, state);
CREATE INDEX jobs_target ON jobs (target);
CREATE INDEX jobs_load ON jobs (kind, speech_seconds) WHERE state = 'queued';
CREATE INDEX jobs_waiting ON jobs (reason, priority DESC, position, id) WHERE reason <> '';
CREATE INDEX jobs_ended ON jobs (state, ended);
CREATE UNIQUE INDEX jobs_revision ON jobs (revision);

CREATE TABLE removed (id INTEGER PRIMARY KEY, revision INTEGER NOT NULL UNIQUE);
CREATE TABLE counter (only INTEGER PRIMARY KEY CHECK (only = 1), revision INTEGER NOT NULL);
INSERT INTO counter VALUES (1, 0);

-- Counting 100,000 rows takes longer than a screen should wait; these counts are always there.
CREATE TABLE tally (
    batch TEXT NOT NULL, state TEXT NOT NULL, jobs INTEGER NOT NULL, PRIMARY KEY (batch, state)
) WITHOUT ROWID;
CREATE TRIGGER tally_added AFTER INSERT ON jobs BEGIN
    INSERT INTO tally VALUES (coalesce(NEW.batch, ''), NEW.state, 1)
        ON CONFLICT DO UPDATE SET jobs = jobs + 1;
END;
CREATE TRIGGER tally_moved AFTER UPDATE OF state ON jobs WHEN NEW.state <> OLD.state BEGIN
    UPDATE tally SET jobs = jobs - 1 WHERE batch = coalesce(OLD.batch, '') AND state = OLD.state;
    INSERT INTO tally VALUES (coalesce(NEW.batch, ''), NEW.state, 1)
        ON CONFLICT DO UPDATE SET jobs = jobs + 1;
END;
CREATE TRIGGER tally_removed AFTER DELETE ON jobs BEGIN
    UPDATE tally SET jobs = jobs - 1 WHERE batch = coalesce(OLD.batch, '') AND state = OLD.state;
END;
"""

# Who asked for a job, for the services that ask in the name of several people; what keeps a request
# that was sent twice from being carried out twice; and whom to tell of a job's end. `told` is the
# end (jobs.ended) that was told, or given up.
_OWNERS = """
ALTER TABLE jobs ADD COLUMN owner TEXT NOT NULL DEFAULT '';
CREATE INDEX jobs_owner ON jobs (owner, id);
CREATE INDEX jobs_newest ON jobs (state, id);
CREATE INDEX jobs_unfinished ON jobs (owner) WHERE state IN ('queued', 'running', 'paused');
CREATE INDEX jobs_usage ON jobs (owner, created, speech_seconds);
CREATE TABLE submissions (
    owner TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL, job INTEGER NOT NULL,
    created REAL NOT NULL, PRIMARY KEY (owner, key)
) WITHOUT ROWID;
CREATE TABLE hooks (
    job INTEGER PRIMARY KEY, url TEXT NOT NULL, told REAL, attempts INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL DEFAULT 0
);
CREATE TRIGGER hooks_removed AFTER DELETE ON jobs BEGIN
    DELETE FROM hooks WHERE job = OLD.id;
END;
"""

# What waits, by kind, is counted as it comes and goes. Where many owners share the queue, theirs is
# found by an index each: what comes next of one, and the newest in a state. `usage` is what an
# owner has asked for in a day, whether or not the jobs are still there. A length that is no number
# of seconds counts as none. `hooks.ended` is the end that is to be told, as long as it is.
_SHARES = """
CREATE TABLE waiting (
    kind TEXT PRIMARY KEY, jobs INTEGER NOT NULL, known INTEGER NOT NULL, seconds REAL NOT NULL
) WITHOUT ROWID;
INSERT INTO waiting
    SELECT kind, count(*), count(speech_seconds),
        total(iif(abs(speech_seconds) < 1e9, speech_seconds, 0))
    FROM jobs WHERE state = 'queued' GROUP BY kind;
CREATE TRIGGER waiting_added AFTER INSERT ON jobs WHEN NEW.state = 'queued' BEGIN
    INSERT INTO waiting VALUES (
        NEW.kind, 1, NEW.speech_seconds IS NOT NULL,
        0.0 + iif(abs(NEW.speech_seconds) < 1e9, NEW.speech_seconds, 0)
    ) ON CONFLICT DO UPDATE SET jobs = jobs + 1, known = known + excluded.known,
        seconds = seconds + excluded.seconds;
END;
CREATE TRIGGER waiting_changed AFTER UPDATE OF state, kind, speech_seconds ON jobs
WHEN OLD.state = 'queued' OR NEW.state = 'queued' BEGIN
    UPDATE waiting SET jobs = jobs - 1, known = known - (OLD.speech_seconds IS NOT NULL),
        seconds = seconds - iif(abs(OLD.speech_seconds) < 1e9, OLD.speech_seconds, 0)
        WHERE kind = OLD.kind AND OLD.state = 'queued';
    DELETE FROM waiting WHERE jobs = 0;
    INSERT INTO waiting
        SELECT NEW.kind, 1, NEW.speech_seconds IS NOT NULL,
            0.0 + iif(abs(NEW.speech_seconds) < 1e9, NEW.speech_seconds, 0)
        WHERE NEW.state = 'queued'
        ON CONFLICT DO UPDATE SET jobs = jobs + 1, known = known + excluded.known,
            seconds = seconds + excluded.seconds;
END;
CREATE TRIGGER waiting_removed AFTER DELETE ON jobs WHEN OLD.state = 'queued' BEGIN
    UPDATE waiting SET jobs = jobs - 1, known = known - (OLD.speech_seconds IS NOT NULL),
        seconds = seconds - iif(abs(OLD.speech_seconds) < 1e9, OLD.speech_seconds, 0)
        WHERE kind = OLD.kind;
    DELETE FROM waiting WHERE jobs = 0;
END;

CREATE TABLE usage (owner TEXT NOT NULL, created REAL NOT NULL, seconds REAL NOT NULL);
INSERT INTO usage
    SELECT owner, created, speech_seconds FROM jobs
    WHERE owner <> '' AND abs(speech_seconds) < 1e9 AND abs(created) < 1e12;
CREATE INDEX usage_owner ON usage (owner, created, seconds);
CREATE INDEX usage_created ON usage (created);
CREATE INDEX submissions_created ON submissions (created);

ALTER TABLE hooks ADD COLUMN ended REAL;
UPDATE hooks SET ended = (
    SELECT ended FROM jobs
    WHERE id = job AND state IN ('done', 'failed', 'cancelled') AND jobs.ended IS NOT told
);
CREATE INDEX hooks_due ON hooks (due) WHERE ended IS NOT NULL;
CREATE TRIGGER hooks_ended AFTER UPDATE OF ended ON jobs WHEN NEW.ended IS NOT OLD.ended BEGIN
    UPDATE hooks SET ended = NEW.ended, attempts = 0, due = 0 WHERE job = NEW.id;
END;

DROP INDEX jobs_load;
CREATE INDEX jobs_ahead ON jobs (priority DESC, position, id, kind, speech_seconds)
    WHERE state = 'queued';
DROP INDEX jobs_owner;
DROP INDEX jobs_unfinished;
DROP INDEX jobs_usage;
CREATE INDEX jobs_owned ON jobs (owner, state, id);
CREATE INDEX jobs_batched ON jobs (batch, state, id);
CREATE INDEX jobs_turns ON jobs (owner, priority, position, id)
    WHERE state IN ('queued', 'paused');
"""

# One script for each version; a published script never changes, later ones are added. A script
# that removes an option of the request also rewrites the stored requests.
MIGRATIONS: tuple[str, ...] = (_TABLES, _OWNERS, _SHARES)
