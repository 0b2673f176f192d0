import type { Logger } from '@waymark/runtime'
import type { FailedJob, JobHandler, QueueName, StartedJob } from '../port.ts'

/** Whom an engine tells how its jobs fare. */
export interface Reports {
  readonly log: Logger
  readonly onFailed: (failed: FailedJob) => Promise<void> | void
}

interface Attempting {
  readonly queue: QueueName
  readonly job: StartedJob
  readonly handler: JobHandler
  readonly attempts: number
}

/** Runs a job once and says what becomes of it. Never rejects; a failure for good is reported. */
export async function attemptJob(
  { queue, job, handler, attempts }: Attempting,
  reports: Reports,
): Promise<'done' | 'retry' | 'failed'> {
  try {
    await handler(job)
    return 'done'
  } catch (error) {
    if (job.attempt >= attempts) {
      await reportFailed({ queue, id: job.id, attempts: job.attempt, error }, reports)
      return 'failed'
    }
    const fields = { queue, job: job.id ?? 'nudge', attempt: job.attempt, error }
    reports.log.warn('queue.jobThrew', fields)
    return 'retry'
  }
}

/** Logs a job that failed for good, and tells whoever opened the queue. Never rejects. */
export async function reportFailed(failed: FailedJob, { log, onFailed }: Reports): Promise<void> {
  const { queue, id, attempts: attempt, error } = failed
  log.error('queue.jobFailed', { queue, job: id ?? 'nudge', attempt, error })
  try {
    await onFailed(failed)
  } catch (error) {
    log.error('queue.reportFailed', { queue, error })
  }
}
