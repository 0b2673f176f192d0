-- Whoever restored the ledger decides about mail that was asked for before: it may have gone out.
CREATE TABLE held (
  tenant TEXT NOT NULL,
  asked_until TEXT NOT NULL,
  PRIMARY KEY (tenant, asked_until)
);
