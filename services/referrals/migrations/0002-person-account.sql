CREATE TABLE person_account (
  tenant TEXT NOT NULL,
  person_id TEXT NOT NULL,
  account_id TEXT,
  revision INTEGER NOT NULL,
  PRIMARY KEY (tenant, person_id)
);
--> statement-breakpoint
CREATE INDEX person_account_account ON person_account (tenant, account_id);
