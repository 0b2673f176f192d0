ALTER TABLE notice ADD COLUMN about TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
UPDATE notice SET about = reference;
--> statement-breakpoint
CREATE INDEX notice_about ON notice (tenant, about);
--> statement-breakpoint
CREATE TABLE hearing (
  tenant TEXT NOT NULL,
  source TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (tenant, source)
);
