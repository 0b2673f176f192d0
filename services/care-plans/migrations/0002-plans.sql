CREATE TABLE plan (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  person_id TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at TEXT,
  decisions TEXT,
  agreement TEXT,
  nobody_else INTEGER NOT NULL,
  review TEXT,
  copy TEXT,
  not_shared_now INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX plan_active ON plan (tenant, person_id) WHERE state = 'active';
--> statement-breakpoint
CREATE INDEX plan_person ON plan (tenant, person_id, created_at);
--> statement-breakpoint
CREATE TABLE plan_line (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  plan_id TEXT NOT NULL REFERENCES plan (id),
  kind TEXT NOT NULL,
  goal_id TEXT REFERENCES plan_line (id),
  content TEXT NOT NULL,
  by TEXT,
  at TEXT NOT NULL,
  version INTEGER NOT NULL
);
--> statement-breakpoint
CREATE INDEX plan_line_plan ON plan_line (tenant, plan_id, at);
