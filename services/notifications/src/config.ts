import { databaseSettings, setting } from '@waymark/runtime'
import { z } from 'zod'

const mailAddress = z.email().max(254)

const allowed = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim().toLowerCase()))
  .pipe(z.array(mailAddress))

/** What notifications reads beside what every process reads. */
export const notificationsSettings = {
  ...databaseSettings('notifications'),
  SMTP_URL: setting(z.url({ protocol: /^smtps?$/ }).optional(), {
    description:
      'The mail server. Left out: nothing leaves, the demo shows it at /mailbox. live needs it.',
    put: 'an address that begins with smtp:// or smtps://',
    example: 'smtps://name:password@mail.example.org',
  }),
  MAIL_FROM: setting(mailAddress.optional(), {
    description: 'The address that e-mails come from. SMTP_URL needs one of yours.',
    put: 'an e-mail address',
    example: 'hello@waymark.example.org',
  }),
  MAIL_ALLOW: setting(allowed.optional(), {
    description:
      'In demo, the only addresses that mail leaves for, with commas between. ' +
      'The rest stays in the mailbox.',
    put: 'e-mail addresses with commas between them',
    example: 'me@example.org,you@example.org',
  }),
}

export type NotificationsSettings = z.output<z.ZodObject<typeof notificationsSettings>>
