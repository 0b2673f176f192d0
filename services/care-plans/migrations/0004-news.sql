CREATE TABLE news (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  person_id TEXT NOT NULL,
  made_on TEXT NOT NULL,
  made_at TEXT NOT NULL,
  taken_at TEXT
);
--> statement-breakpoint
CREATE INDEX news_person ON news (tenant, person_id, made_on);
--> statement-breakpoint
CREATE TABLE news_item (
  tenant TEXT NOT NULL,
  news_id TEXT NOT NULL REFERENCES news (id),
  suggestion_id TEXT NOT NULL REFERENCES suggestion (id),
  revision INTEGER NOT NULL,
  PRIMARY KEY (tenant, news_id, suggestion_id)
);
