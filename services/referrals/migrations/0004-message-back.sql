CREATE TABLE person_asked (
  tenant TEXT NOT NULL,
  suggestion_id TEXT NOT NULL,
  outcome_id TEXT NOT NULL,
  PRIMARY KEY (tenant, suggestion_id)
);
--> statement-breakpoint
CREATE INDEX person_asked_outcome ON person_asked (tenant, outcome_id);
--> statement-breakpoint
CREATE TABLE person_answer (
  tenant TEXT NOT NULL,
  confirmation_id TEXT NOT NULL,
  suggestion_id TEXT NOT NULL,
  outcome_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  said_by TEXT NOT NULL,
  says TEXT,
  score INTEGER,
  words TEXT,
  PRIMARY KEY (tenant, confirmation_id)
);
--> statement-breakpoint
CREATE INDEX person_answer_outcome ON person_answer (tenant, outcome_id);
