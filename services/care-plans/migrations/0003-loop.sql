CREATE TABLE outcome_kept (
  tenant TEXT NOT NULL,
  outcome_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  assignment_id TEXT NOT NULL,
  referral_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  outcome TEXT,
  listing_name TEXT NOT NULL,
  organisation_name TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  PRIMARY KEY (tenant, outcome_id, revision)
);
--> statement-breakpoint
CREATE INDEX outcome_kept_referral ON outcome_kept (tenant, referral_id);
--> statement-breakpoint
CREATE INDEX outcome_kept_person ON outcome_kept (tenant, person_id);
--> statement-breakpoint
CREATE TABLE outcome_refused (
  tenant TEXT NOT NULL,
  outcome_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  heard_at TEXT NOT NULL,
  PRIMARY KEY (tenant, outcome_id, revision)
);
--> statement-breakpoint
CREATE TABLE sharing_stop (
  tenant TEXT NOT NULL,
  assignment_id TEXT NOT NULL,
  referral_id TEXT NOT NULL,
  heard_at TEXT NOT NULL,
  PRIMARY KEY (tenant, assignment_id)
);
--> statement-breakpoint
CREATE INDEX sharing_stop_referral ON sharing_stop (tenant, referral_id);
--> statement-breakpoint
CREATE TABLE goal_link (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  goal_id TEXT NOT NULL REFERENCES plan_line (id),
  referral_id TEXT NOT NULL,
  linked_by TEXT NOT NULL,
  linked_at TEXT NOT NULL,
  unlinked_at TEXT
);
--> statement-breakpoint
CREATE UNIQUE INDEX goal_link_running ON goal_link (tenant, goal_id, referral_id) WHERE unlinked_at IS NULL;
--> statement-breakpoint
CREATE INDEX goal_link_referral ON goal_link (tenant, referral_id);
--> statement-breakpoint
CREATE TABLE suggestion (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  goal_id TEXT NOT NULL REFERENCES plan_line (id),
  outcome_id TEXT NOT NULL,
  referral_id TEXT NOT NULL,
  made_at TEXT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX suggestion_once ON suggestion (tenant, goal_id, outcome_id);
--> statement-breakpoint
CREATE TABLE confirmation (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestion (id),
  goal_id TEXT NOT NULL,
  outcome_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  says TEXT NOT NULL,
  words TEXT,
  score INTEGER,
  said_by TEXT NOT NULL,
  written_by TEXT NOT NULL,
  told TEXT,
  at TEXT NOT NULL,
  tell_referrer INTEGER NOT NULL
);
--> statement-breakpoint
CREATE INDEX confirmation_goal ON confirmation (tenant, goal_id);
--> statement-breakpoint
CREATE TABLE rating (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  goal_id TEXT NOT NULL REFERENCES plan_line (id),
  score INTEGER NOT NULL,
  by TEXT NOT NULL,
  words TEXT,
  written_by TEXT NOT NULL,
  told TEXT,
  at TEXT NOT NULL,
  rung TEXT
);
--> statement-breakpoint
CREATE INDEX rating_goal ON rating (tenant, goal_id);
--> statement-breakpoint
CREATE TABLE note_choice (
  tenant TEXT NOT NULL,
  assignment_id TEXT NOT NULL,
  choice TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant, assignment_id)
);
--> statement-breakpoint
CREATE TABLE person_became (
  tenant TEXT NOT NULL,
  from_id TEXT NOT NULL,
  to_id TEXT NOT NULL,
  PRIMARY KEY (tenant, from_id)
);
