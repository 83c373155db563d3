-- What a start or a listing reads must not grow with what is finished or what only waits.

-- The next timers due are read a few at a time.
CREATE INDEX timers_by_due ON timers (due_at);

-- 1 until the present run has had its first turn: no message says that it needs one.
ALTER TABLE instances ADD COLUMN is_new INTEGER NOT NULL DEFAULT 0;
UPDATE instances SET is_new = 1
WHERE status IN (0, 6, 7) AND NOT EXISTS (SELECT 1 FROM history h WHERE h.instance_id = instances.instance_id AND h.sequence = 1);
CREATE INDEX instances_new ON instances (instance_id) WHERE is_new = 1;

-- Listings of what has not ended pass by all that has.
DROP INDEX instances_not_ended;
CREATE INDEX instances_not_ended ON instances (created_at, instance_id) WHERE status IN (0, 6, 7);
