CREATE TABLE referral (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  person_id TEXT NOT NULL,
  entry_id TEXT,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  known_as TEXT,
  need TEXT NOT NULL,
  reason TEXT NOT NULL,
  need_to_know TEXT,
  risks TEXT NOT NULL,
  what_matters TEXT,
  state TEXT NOT NULL,
  sender TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  closed_at TEXT,
  latest_assignment_id TEXT NOT NULL,
  version INTEGER NOT NULL
);
--> statement-breakpoint
CREATE INDEX referral_person ON referral (tenant, person_id);
--> statement-breakpoint
CREATE INDEX referral_created_by ON referral (tenant, created_by);
--> statement-breakpoint
CREATE TABLE assignment (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  referral_id TEXT NOT NULL REFERENCES referral (id),
  organisation_id TEXT NOT NULL,
  organisation_name TEXT NOT NULL,
  organisation_phone TEXT,
  listing_id TEXT NOT NULL,
  listing_name TEXT NOT NULL,
  state TEXT NOT NULL,
  sender TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  answer_by TEXT NOT NULL,
  answered_at TEXT,
  decline_reason TEXT,
  decline_words TEXT,
  places_left INTEGER,
  told TEXT,
  shared TEXT,
  version INTEGER NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX assignment_running ON assignment (tenant, referral_id) WHERE state IN ('requested', 'underReview', 'accepted');
--> statement-breakpoint
CREATE INDEX assignment_referral ON assignment (tenant, referral_id);
--> statement-breakpoint
CREATE INDEX assignment_organisation ON assignment (tenant, organisation_id, sent_at);
--> statement-breakpoint
CREATE TABLE agreement (
  assignment_id TEXT PRIMARY KEY NOT NULL REFERENCES assignment (id),
  tenant TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_by_id TEXT NOT NULL,
  how TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  wording_version TEXT NOT NULL,
  scope TEXT NOT NULL,
  until TEXT,
  derived_from TEXT,
  withdrawn_at TEXT
);
--> statement-breakpoint
CREATE TABLE question (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  assignment_id TEXT NOT NULL REFERENCES assignment (id),
  words TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  answer TEXT,
  answered_by TEXT,
  answered_at TEXT
);
--> statement-breakpoint
CREATE INDEX question_assignment ON question (tenant, assignment_id, asked_at);
--> statement-breakpoint
CREATE TABLE timer (
  tenant TEXT NOT NULL,
  subject TEXT NOT NULL,
  milestone TEXT NOT NULL,
  round INTEGER NOT NULL,
  due_at TEXT NOT NULL,
  fired_at TEXT,
  cancelled_at TEXT,
  PRIMARY KEY (tenant, subject, milestone, round)
);
--> statement-breakpoint
CREATE INDEX timer_due ON timer (due_at) WHERE fired_at IS NULL AND cancelled_at IS NULL;
--> statement-breakpoint
CREATE TABLE answer_link (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  assignment_id TEXT NOT NULL REFERENCES assignment (id),
  email TEXT NOT NULL,
  why TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
);
--> statement-breakpoint
CREATE INDEX answer_link_assignment ON answer_link (tenant, assignment_id, made_at);
--> statement-breakpoint
CREATE TABLE answer_session (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  link_id TEXT NOT NULL REFERENCES answer_link (id),
  started_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  proved_at TEXT
);
--> statement-breakpoint
CREATE INDEX answer_session_link ON answer_session (tenant, link_id);
--> statement-breakpoint
CREATE TABLE answer_code (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  assignment_id TEXT NOT NULL REFERENCES assignment (id),
  link_id TEXT NOT NULL REFERENCES answer_link (id),
  session_id TEXT NOT NULL REFERENCES answer_session (id),
  asked_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  wrong_tries INTEGER NOT NULL,
  ended_at TEXT
);
--> statement-breakpoint
CREATE INDEX answer_code_assignment ON answer_code (tenant, assignment_id, asked_at);
--> statement-breakpoint
CREATE INDEX answer_code_session ON answer_code (tenant, session_id);
--> statement-breakpoint
CREATE TABLE send_permit (
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  assignment_id TEXT NOT NULL REFERENCES assignment (id),
  taken_at TEXT NOT NULL,
  PRIMARY KEY (tenant, kind, reference)
);
--> statement-breakpoint
CREATE INDEX send_permit_assignment ON send_permit (tenant, assignment_id);
--> statement-breakpoint
CREATE TABLE relationship (
  id TEXT PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL,
  person_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  ended_at TEXT
);
--> statement-breakpoint
CREATE INDEX relationship_person ON relationship (tenant, person_id);
--> statement-breakpoint
CREATE INDEX relationship_user ON relationship (tenant, user_id);
