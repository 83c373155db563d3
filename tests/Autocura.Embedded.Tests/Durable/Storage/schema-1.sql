-- A database as the first version has written it: its schema, and instances in the middle of things.
-- Times are UTC ticks (100 ns since year 1). Payloads are JSON text. Numbers for kind and status are those of HistoryEventKind
-- and OrchestrationRuntimeStatus.

-- One row for each instance that has not been purged. The input is the payload of history event 0, so that a status change
-- does not rewrite it.
CREATE TABLE instances (
    instance_id         TEXT NOT NULL PRIMARY KEY,
    execution_id        TEXT NOT NULL,      -- changes with every start, restart and continue-as-new: late results of an earlier run are told by it
    name                TEXT NOT NULL,
    status              INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    start_at            INTEGER,            -- not before this; NULL once started or when there is no wish
    output              TEXT,
    custom_status       TEXT,
    failure             TEXT,
    parent_instance_id  TEXT,
    parent_execution_id TEXT,
    parent_name         TEXT,
    parent_task_id      INTEGER
);
CREATE INDEX instances_by_creation ON instances (created_at, instance_id);
CREATE INDEX instances_not_ended ON instances (instance_id) WHERE status IN (0, 6, 7);
CREATE INDEX instances_by_parent ON instances (parent_instance_id) WHERE parent_instance_id IS NOT NULL;

-- What has happened to the present run of an instance, in the order in which its code saw it.
CREATE TABLE history (
    instance_id  TEXT NOT NULL,
    sequence     INTEGER NOT NULL,
    kind         INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    task_id      INTEGER NOT NULL,
    name         TEXT,
    payload      TEXT,
    target       TEXT,
    due_at       INTEGER,
    input_digest TEXT,
    PRIMARY KEY (instance_id, sequence)
) WITHOUT ROWID;

-- What has arrived for an instance and has not been seen by its code. Ids are never used twice: their order is the order of arrival.
CREATE TABLE inbox (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    instance_id  TEXT NOT NULL,
    execution_id TEXT,                      -- NULL: for whichever run is current
    kind         INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    task_id      INTEGER NOT NULL,
    name         TEXT,
    payload      TEXT,
    target       TEXT
);
CREATE INDEX inbox_by_instance ON inbox (instance_id, id);

-- Activities that are scheduled and whose end is not recorded.
CREATE TABLE activities (
    instance_id  TEXT NOT NULL,
    execution_id TEXT NOT NULL,
    task_id      INTEGER NOT NULL,
    name         TEXT NOT NULL,
    input        TEXT,
    scheduled_at INTEGER NOT NULL,
    PRIMARY KEY (instance_id, execution_id, task_id)
) WITHOUT ROWID;

-- Timers that have not fired. Task -1 is the start of an instance that was scheduled for later.
CREATE TABLE timers (
    instance_id  TEXT NOT NULL,
    execution_id TEXT NOT NULL,
    task_id      INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    PRIMARY KEY (instance_id, execution_id, task_id)
) WITHOUT ROWID;

PRAGMA user_version = 1;

-- 2026-01-05T08:00:00Z is 639031968000000000 ticks.
INSERT INTO instances (instance_id, execution_id, name, status, created_at, updated_at, output) VALUES
    ('ended', 'e1', 'Flow', 1, 639031968000000000, 639031968000000000, '"kept"'),
    ('asleep', 'e2', 'Flow', 0, 639031968000000000, 639031968000000000, NULL),
    ('working', 'e3', 'Flow', 0, 639031968000000000, 639031968000000000, NULL),
    ('told', 'e4', 'Flow', 0, 639031968000000000, 639031968000000000, NULL),
    ('new', 'e5', 'Flow', 6, 639031968000000000, 639031968000000000, NULL);
INSERT INTO history (instance_id, sequence, kind, at, task_id, name, payload, due_at) VALUES
    ('ended', 0, 0, 639031968000000000, -1, 'Flow', '"in"', NULL),
    ('asleep', 0, 0, 639031968000000000, -1, 'Flow', NULL, NULL),
    ('asleep', 1, 1, 639031968000000000, -1, NULL, NULL, NULL),
    ('asleep', 2, 5, 639031968000000000, 0, NULL, NULL, 639032004000000000),
    ('working', 0, 0, 639031968000000000, -1, 'Flow', NULL, NULL),
    ('working', 1, 1, 639031968000000000, -1, NULL, NULL, NULL),
    ('working', 2, 5, 639031968000000000, 0, NULL, NULL, 639032004000000000),
    ('working', 3, 1, 639032004000000000, -1, NULL, NULL, NULL),
    ('working', 4, 6, 639032004000000000, 0, NULL, NULL, NULL),
    ('working', 5, 2, 639032004000000000, 1, 'Work', '"working"', NULL),
    ('told', 0, 0, 639031968000000000, -1, 'Flow', NULL, NULL),
    ('told', 1, 1, 639031968000000000, -1, NULL, NULL, NULL),
    ('told', 2, 5, 639031968000000000, 0, NULL, NULL, 639032004000000000),
    ('new', 0, 0, 639031968000000000, -1, 'Flow', NULL, NULL);
INSERT INTO timers (instance_id, execution_id, task_id, due_at) VALUES ('asleep', 'e2', 0, 639032004000000000);
INSERT INTO activities (instance_id, execution_id, task_id, name, input, scheduled_at) VALUES ('working', 'e3', 1, 'Work', '"working"', 639032004000000000);
INSERT INTO inbox (instance_id, execution_id, kind, at, task_id) VALUES ('told', 'e4', 6, 639032004000000000, 0);
