CREATE TABLE person (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  family_key TEXT NOT NULL,
  known_as TEXT,
  birth_date TEXT NOT NULL,
  nhs_number TEXT,
  nhs_number_tracing TEXT,
  address TEXT,
  postcode TEXT,
  communication TEXT,
  contact TEXT,
  account_id TEXT,
  merged_into TEXT REFERENCES person (id),
  registered_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  last_modified TEXT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX person_account ON person (tenant, account_id);
--> statement-breakpoint
CREATE INDEX person_nhs_number ON person (tenant, nhs_number);
--> statement-breakpoint
CREATE INDEX person_birth_date ON person (tenant, birth_date);
--> statement-breakpoint
CREATE TABLE entry (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  typed TEXT NOT NULL,
  registered_by TEXT NOT NULL,
  role TEXT NOT NULL,
  registered_at TEXT NOT NULL
);
--> statement-breakpoint
CREATE INDEX entry_person ON entry (tenant, person_id);
--> statement-breakpoint
CREATE TABLE relationship (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  user_id TEXT NOT NULL,
  role TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT
);
--> statement-breakpoint
CREATE UNIQUE INDEX relationship_running ON relationship (tenant, person_id, user_id) WHERE until IS NULL;
--> statement-breakpoint
CREATE INDEX relationship_user ON relationship (tenant, user_id);
--> statement-breakpoint
CREATE TABLE person_match (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  older_id TEXT NOT NULL REFERENCES person (id),
  newer_id TEXT NOT NULL REFERENCES person (id),
  because TEXT NOT NULL,
  state TEXT NOT NULL,
  raised_by TEXT NOT NULL,
  raised_at TEXT NOT NULL,
  settled_by TEXT,
  settled_at TEXT
);
--> statement-breakpoint
CREATE UNIQUE INDEX person_match_pair ON person_match (tenant, older_id, newer_id);
--> statement-breakpoint
CREATE INDEX person_match_newer ON person_match (tenant, newer_id);
--> statement-breakpoint
CREATE INDEX person_match_state ON person_match (tenant, state);
--> statement-breakpoint
CREATE TABLE identifier_attempt (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  user_id TEXT NOT NULL,
  at TEXT NOT NULL
);
--> statement-breakpoint
CREATE INDEX identifier_attempt_user ON identifier_attempt (tenant, user_id, at);
