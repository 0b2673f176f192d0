CREATE TABLE notice (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  template TEXT NOT NULL,
  reference TEXT NOT NULL,
  recipient TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  attempt INTEGER NOT NULL,
  doubts INTEGER NOT NULL,
  due_at TEXT NOT NULL,
  claimed_by TEXT,
  claimed_at TEXT,
  created_at TEXT NOT NULL,
  settled_at TEXT
);
--> statement-breakpoint
CREATE UNIQUE INDEX notice_once ON notice (tenant, template, reference, recipient, channel);
--> statement-breakpoint
CREATE INDEX notice_due ON notice (state, due_at);
--> statement-breakpoint
CREATE TABLE kept_message (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  sent_to TEXT NOT NULL,
  sent_from TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  kept_at TEXT NOT NULL
);
--> statement-breakpoint
CREATE INDEX kept_message_newest ON kept_message (tenant, kept_at);
