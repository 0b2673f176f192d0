CREATE TABLE journey (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  answers TEXT NOT NULL,
  minted TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  version INTEGER NOT NULL
);
--> statement-breakpoint
CREATE INDEX journey_owner ON journey (tenant, owner, changed_at);
--> statement-breakpoint
CREATE INDEX journey_expires ON journey (expires_at);
