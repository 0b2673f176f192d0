create table meta (
  name text primary key not null,
  value text not null
) strict;
--> statement-breakpoint
-- Which event log this is. A restored copy is given another one, so that readers notice.
insert into meta (name, value) values ('log', lower(hex(randomblob(16))));
--> statement-breakpoint
create table events (
  seq integer primary key autoincrement not null,
  id text not null,
  tenant text not null,
  type text not null,
  version integer not null,
  subject text,
  payload text,
  occurred_at text not null
) strict;
--> statement-breakpoint
create unique index events_id on events (id);
--> statement-breakpoint
create index events_tenant_subject on events (tenant, subject);
--> statement-breakpoint
create trigger events_are_never_deleted before delete on events begin
  select raise(abort, 'events are never deleted');
end;
--> statement-breakpoint
create trigger events_are_only_cleared
before update on events
when new.seq <> old.seq or new.id <> old.id or new.tenant <> old.tenant or new.type <> old.type
  or new.version <> old.version or new.occurred_at <> old.occurred_at
  or new.subject is not null or new.payload is not null
begin
  select raise(abort, 'events are never changed');
end;
--> statement-breakpoint
create table inbox (
  consumer text not null,
  event_id text not null,
  applied_at text not null,
  primary key (consumer, event_id)
) strict;
--> statement-breakpoint
create table cursors (
  consumer text not null,
  source text not null,
  log text not null,
  started_after integer not null,
  seq integer not null,
  primary key (consumer, source)
) strict;
--> statement-breakpoint
create table event_starts (
  consumer text not null,
  event_id text not null,
  starts integer not null,
  primary key (consumer, event_id)
) strict;
--> statement-breakpoint
create table parked_events (
  consumer text not null,
  event_id text not null,
  source text not null,
  seq integer not null,
  tenant text not null,
  subject text not null,
  type text not null,
  event text not null,
  reason text not null,
  parked_at text not null,
  primary key (consumer, event_id)
) strict;
--> statement-breakpoint
create index parked_events_subject on parked_events (consumer, source, tenant, subject, seq);
--> statement-breakpoint
create table audit (
  seq integer primary key autoincrement not null,
  tenant text not null,
  previous text not null,
  mac text not null,
  key_id text not null,
  actor text not null,
  action text not null,
  subject text not null,
  occurred_at text not null,
  digest text not null,
  salt text,
  detail text
) strict;
--> statement-breakpoint
create unique index audit_tenant_previous on audit (tenant, previous);
--> statement-breakpoint
create index audit_tenant on audit (tenant);
--> statement-breakpoint
create index audit_tenant_subject on audit (tenant, subject);
--> statement-breakpoint
create trigger audit_is_never_deleted before delete on audit begin
  select raise(abort, 'audit is never deleted');
end;
--> statement-breakpoint
create trigger audit_is_only_cleared
before update on audit
when new.seq <> old.seq or new.tenant <> old.tenant or new.previous <> old.previous
  or new.mac <> old.mac or new.key_id <> old.key_id or new.actor <> old.actor
  or new.action <> old.action or new.subject <> old.subject
  or new.occurred_at <> old.occurred_at or new.digest <> old.digest
  or new.salt is not null or new.detail is not null
begin
  select raise(abort, 'audit is never changed');
end;
--> statement-breakpoint
create table idempotency_keys (
  tenant text not null,
  actor text not null,
  route text not null,
  key text not null,
  body_hash text not null,
  record_id text not null,
  created_at text not null,
  primary key (tenant, actor, route, key)
) strict;
--> statement-breakpoint
create index idempotency_keys_created_at on idempotency_keys (created_at);
