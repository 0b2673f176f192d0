CREATE TABLE organisation (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  website TEXT,
  email TEXT,
  phone TEXT,
  charity_number TEXT,
  ready_for_referrals INTEGER NOT NULL,
  source TEXT,
  source_key TEXT,
  version INTEGER NOT NULL,
  last_modified TEXT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX organisation_source ON organisation (tenant, source, source_key);
--> statement-breakpoint
CREATE TABLE location (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  name TEXT,
  address1 TEXT NOT NULL,
  town TEXT NOT NULL,
  postcode TEXT NOT NULL,
  latitude REAL NOT NULL,
  longitude REAL NOT NULL,
  precision TEXT NOT NULL,
  transport TEXT,
  step_free TEXT NOT NULL,
  accessible_toilet TEXT NOT NULL,
  hearing_loop TEXT NOT NULL,
  access_notes TEXT,
  hide_address INTEGER NOT NULL
);
--> statement-breakpoint
CREATE TABLE listing (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,
  needs TEXT NOT NULL,
  deliveries TEXT NOT NULL,
  coverage TEXT NOT NULL,
  who_for TEXT,
  minimum_age INTEGER,
  maximum_age INTEGER,
  cost_pence INTEGER,
  cost_note TEXT,
  joining TEXT NOT NULL,
  joining_note TEXT,
  languages TEXT NOT NULL,
  phone TEXT,
  email TEXT,
  website TEXT,
  state TEXT NOT NULL,
  assured_date TEXT,
  assured_by TEXT,
  source TEXT,
  source_key TEXT,
  source_hash TEXT,
  edited_here INTEGER NOT NULL,
  version INTEGER NOT NULL,
  last_modified TEXT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX listing_source ON listing (tenant, source, source_key);
--> statement-breakpoint
CREATE INDEX listing_organisation ON listing (organisation_id);
--> statement-breakpoint
CREATE TABLE session (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  listing_id TEXT NOT NULL REFERENCES listing (id),
  location_id TEXT REFERENCES location (id),
  frequency TEXT NOT NULL,
  interval INTEGER NOT NULL,
  weekday TEXT NOT NULL,
  week_of_month INTEGER,
  starts_at TEXT NOT NULL,
  ends_at TEXT,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  not_on TEXT NOT NULL,
  meets_on_bank_holidays INTEGER NOT NULL
);
--> statement-breakpoint
CREATE INDEX session_listing ON session (listing_id);
--> statement-breakpoint
CREATE TABLE listing_location (
  listing_id TEXT NOT NULL REFERENCES listing (id),
  location_id TEXT NOT NULL REFERENCES location (id),
  tenant TEXT NOT NULL,
  PRIMARY KEY (listing_id, location_id)
);
