CREATE TABLE account_holder (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_verified INTEGER NOT NULL,
  image TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX account_holder_email ON account_holder (email);
--> statement-breakpoint
CREATE TABLE credential (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES account_holder (id) ON DELETE CASCADE,
  access_token TEXT,
  refresh_token TEXT,
  id_token TEXT,
  access_token_expires_at INTEGER,
  refresh_token_expires_at INTEGER,
  scope TEXT,
  password TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
--> statement-breakpoint
CREATE INDEX credential_user ON credential (user_id);
--> statement-breakpoint
CREATE TABLE sign_in_session (
  id TEXT PRIMARY KEY NOT NULL,
  token TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES account_holder (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL,
  ip_address TEXT,
  user_agent TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX sign_in_session_token ON sign_in_session (token);
--> statement-breakpoint
CREATE INDEX sign_in_session_user ON sign_in_session (user_id);
--> statement-breakpoint
CREATE TABLE verification (
  id TEXT PRIMARY KEY NOT NULL,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
--> statement-breakpoint
CREATE TABLE membership (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES account_holder (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  organisation_id TEXT
);
--> statement-breakpoint
CREATE INDEX membership_user ON membership (user_id);
--> statement-breakpoint
CREATE TABLE sign_in_failure (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  subject TEXT NOT NULL,
  at TEXT NOT NULL
);
--> statement-breakpoint
CREATE INDEX sign_in_failure_subject ON sign_in_failure (tenant, subject, at);
