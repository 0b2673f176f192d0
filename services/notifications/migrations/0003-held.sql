-- Whoever restored the ledger decides about mail that was asked for before: it may have gone out.
CREATE TABLE held (
  asked_until TEXT PRIMARY KEY NOT NULL
);
