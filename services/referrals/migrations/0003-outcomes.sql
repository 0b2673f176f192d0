CREATE TABLE outcome (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  assignment_id TEXT NOT NULL REFERENCES assignment (id),
  standing TEXT NOT NULL,
  kind TEXT,
  "on" TEXT,
  times_came INTEGER,
  words TEXT,
  source TEXT NOT NULL,
  told TEXT,
  first_said_at TEXT NOT NULL,
  said_at TEXT NOT NULL,
  PRIMARY KEY (tenant, id, revision)
);
--> statement-breakpoint
CREATE INDEX outcome_assignment ON outcome (tenant, assignment_id);
--> statement-breakpoint
CREATE TABLE outcome_permit (
  tenant TEXT NOT NULL,
  outcome_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  taken_at TEXT NOT NULL,
  PRIMARY KEY (tenant, outcome_id, revision)
);
--> statement-breakpoint
CREATE TABLE attendance (
  tenant TEXT NOT NULL,
  assignment_id TEXT NOT NULL REFERENCES assignment (id),
  "on" TEXT NOT NULL,
  mark TEXT NOT NULL,
  finished_at TEXT,
  told TEXT,
  PRIMARY KEY (tenant, assignment_id, "on")
);
