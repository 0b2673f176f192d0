CREATE TABLE workplace (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  ods_code TEXT
);
--> statement-breakpoint
CREATE UNIQUE INDEX workplace_ods_code ON workplace (tenant, ods_code);
--> statement-breakpoint
ALTER TABLE membership ADD COLUMN workplace_id TEXT REFERENCES workplace (id);
