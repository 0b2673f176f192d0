import type { Fault } from './fault.ts'

const permit = '  if (!(await db.write((tx) => saveHeld(tx, held, { state })))) return\n'
const posting = `  const messageId = messageIdOf(held, mail.from)
  const posted = await mail.post?.({ ...message, from: mail.from, messageId })
`

/** What a service promises, broken. */
export const serviceFaults: readonly Fault[] = [
  {
    name: 'what somebody else says counts as her yes',
    file: 'services/care-plans/src/loop/rules.ts',
    find: "confirmations.findLast(({ saidBy }) => saidBy === 'person')",
    put: 'confirmations.at(-1)',
    caughtBy: {
      file: 'services/care-plans/src/loop/rules.test.ts',
      test: 'secure: what a representative says is shown beside, and stands for nothing',
    },
  },
  {
    name: 'silence is taken for a yes',
    file: 'services/care-plans/src/loop/rules.ts',
    find: "return said === undefined || said.says === 'notAboutThis' ? 'notSaid' : said.says",
    put: "return said === undefined || said.says === 'notAboutThis' ? 'yes' : said.says",
    caughtBy: {
      file: 'services/care-plans/src/loop/rules.test.ts',
      test: 'happy: what a group says waits for the person and moves nothing',
    },
  },
  {
    name: 'an answer leaves after sharing has stopped',
    file: 'services/care-plans/src/answer/take.ts',
    find: 'if ((await listStopped(tx, tenant, [assignmentId])).length > 0) {',
    put: 'if (false as boolean) {',
    caughtBy: {
      file: 'services/care-plans/src/loop/afterwards.test.ts',
      test: 'secure: after a stop no answer is taken any more',
    },
  },
  {
    name: 'a mail has another name each time',
    file: 'services/notifications/src/notice/send.ts',
    find: 'messageIdOf(held, mail.from)',
    put: 'messageIdOf({ id: deps.newId() }, mail.from)',
    caughtBy: {
      file: 'services/notifications/src/notice/send.test.ts',
      test: 'happy: a check that was asked for is one e-mail, with its link, from its row',
    },
  },
  {
    name: 'what is out of date is sent all the same',
    file: 'services/notifications/src/notice/send.ts',
    find: 'const isLate = expiresAt.getTime() <= deps.now().getTime()',
    put: 'const isLate = false as boolean',
    caughtBy: {
      file: 'services/notifications/src/notice/referral-notices.test.ts',
      test: 'refused: a code that ran out meanwhile is dropped',
    },
  },
  {
    name: 'a second process sends what the first has claimed',
    file: 'services/notifications/src/notice/store.ts',
    find: `notice.id), inArray(table.state, ['due', 'uncertain'])`,
    put: 'notice.id)',
    caughtBy: {
      file: 'services/notifications/src/notice/send.test.ts',
      test: 'happy: many at once on the same row, and drains side by side, are one each',
    },
  },
  {
    name: 'a filter’s value is pasted in',
    file: 'services/directory/src/search/meilisearch/filter.ts',
    find: `.replaceAll("'", "\\\\'")`,
    put: '',
    caughtBy: {
      file: 'services/directory/src/search/meilisearch/refusals.test.ts',
      test: 'secure: the access scope is its own element, beside what was asked',
    },
  },
  {
    name: 'a group’s part is found whoever’s house it is in',
    file: 'services/referrals/src/assignment/store.ts',
    find: '    .where(and(eq(table.tenant, tenant), eq(table.id, id)))\n  return row === undefined',
    put: '    .where(eq(table.id, id))\n  return row === undefined',
    caughtBy: {
      file: 'services/referrals/src/assignment/store.test.ts',
      test: 'secure: a part is found by its id in its own tenant alone',
    },
  },
  {
    name: 'two rivals both win',
    file: 'services/referrals/src/assignment/store.ts',
    find: '        eq(table.version, assignment.version - 1),\n',
    put: '',
    caughtBy: {
      file: 'services/referrals/src/assignment/store.test.ts',
      test: 'refused: of two who read the same part and each move it, the second',
    },
  },
  {
    name: 'mail leaves before its permit is written',
    file: 'services/notifications/src/notice/send.ts',
    find: [permit, "  failpoint('notice.permitted')\n", posting].join(''),
    put: [posting, permit, "  failpoint('notice.permitted')\n"].join(''),
    caughtBy: {
      file: 'services/notifications/src/notice/send.test.ts',
      test: 'secure: the permit is in the ledger before anything leaves',
    },
  },
  {
    name: 'a worker’s number counts as the person’s own',
    file: 'services/care-plans/src/loop/rules.ts',
    find: "ratings.filter(({ by }) => by === 'person')",
    put: "ratings.filter(({ by }) => by !== 'group')",
    caughtBy: {
      file: 'services/care-plans/src/loop/rules.test.ts',
      test: 'happy: their own first and latest score; a group’s and a worker’s stay apart',
    },
  },
  {
    name: 'a form of another site is taken where the browser says little',
    file: 'services/web/src/security.ts',
    find: 'if (!isOwnSite || !isOwnOrigin) {',
    put: 'if (!isOwnSite && !isOwnOrigin) {',
    caughtBy: {
      file: 'services/web/src/security.test.ts',
      test: 'secure: a form of another site, in a browser that says nothing of sites is refused',
    },
  },
  {
    name: 'a plan of another tenant is found',
    file: 'services/care-plans/src/plan/store.ts',
    find: 'and(eq(table.tenant, actor.tenant), eq(table.id, id))',
    put: 'eq(table.id, id)',
    caughtBy: {
      file: 'services/care-plans/src/plan/plan.test.ts',
      test: 'secure: in another tenant it is not there, even for who works with the same id',
    },
  },
]
