CREATE TABLE relationship (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  person_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  ended_at TEXT
);
--> statement-breakpoint
CREATE INDEX relationship_person ON relationship (tenant, person_id);
--> statement-breakpoint
CREATE INDEX relationship_user ON relationship (tenant, user_id);
--> statement-breakpoint
CREATE TABLE person_account (
  tenant TEXT NOT NULL,
  person_id TEXT NOT NULL,
  account_id TEXT,
  revision INTEGER NOT NULL,
  PRIMARY KEY (tenant, person_id)
);
--> statement-breakpoint
CREATE INDEX person_account_account ON person_account (tenant, account_id);
