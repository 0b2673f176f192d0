import { inboxesOf } from '@waymark/contracts'
import type { ServiceName } from '@waymark/core'
import type { Queue } from '@waymark/queue'

/** Tells those who read a service's log that it has news. A hint: their own polls find the rest. */
export function nudgeReaders(queue: Queue, service: ServiceName): void {
  for (const inbox of inboxesOf[service] ?? []) queue.nudge(inbox)
}
