ALTER TABLE listing ADD COLUMN places_left INTEGER;
--> statement-breakpoint
ALTER TABLE listing ADD COLUMN places_said_on TEXT;
--> statement-breakpoint
CREATE TABLE listing_check (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  listing_id TEXT NOT NULL REFERENCES listing (id),
  revision INTEGER NOT NULL,
  email TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT,
  answered_at TEXT,
  outcome TEXT,
  places_left INTEGER,
  words TEXT
);
--> statement-breakpoint
CREATE INDEX listing_check_listing ON listing_check (tenant, listing_id, asked_at);
--> statement-breakpoint
CREATE INDEX listing_check_outcome ON listing_check (tenant, outcome, answered_at);
--> statement-breakpoint
CREATE TABLE organisation_readiness (
  organisation_id TEXT PRIMARY KEY NOT NULL REFERENCES organisation (id),
  tenant TEXT NOT NULL,
  proved_email TEXT,
  proved_at TEXT,
  terms_version TEXT,
  terms_accepted_at TEXT,
  terms_accepted_by TEXT,
  contact_name TEXT,
  contact_phone TEXT,
  contact_email TEXT,
  version INTEGER NOT NULL
);
--> statement-breakpoint
CREATE TABLE mailbox_proof (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  email TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  wrong_tries INTEGER NOT NULL,
  revoked_at TEXT,
  proved_at TEXT
);
--> statement-breakpoint
CREATE INDEX mailbox_proof_organisation ON mailbox_proof (tenant, organisation_id, asked_at);
