-- The W3C trace context in which an instance was started; NULL where nothing was traced. Which attempt of its call an activity is.
ALTER TABLE instances ADD COLUMN trace_parent TEXT;
ALTER TABLE activities ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1;
