import { AppError, type FieldProblem, type Membership, type Role } from '@waymark/core'

export const passwordLength = { min: 12, max: 128 } as const

/** Long passwords that people choose too often, in lower case with digits and spaces taken out. */
const commonPasswords: ReadonlySet<string> = new Set([
  'password',
  'passwordpassword',
  'qwertyuiop',
  'qwertyuiopasdfgh',
  'letmeinletmein',
  'iloveyou',
  'iloveyouiloveyou',
  'administrator',
  'changemechangeme',
  'welcome',
  'welcomewelcome',
  'waymark',
  'liverpool',
  'manchesterunited',
  'nationalhealthservice',
  'linkworker',
  'socialprescribing',
  'abcdefghijkl',
  'abcdefghijklmnop',
])

/**
 * What is wrong with a password, or null. Twelve characters or more, not one that everybody tries,
 * not made of the person's own name or address. No rule about kinds of character (NIST SP 800-63B).
 */
export function passwordProblem(
  password: string,
  about: { readonly email: string; readonly name: string },
): string | null {
  const { min, max } = passwordLength
  if (password.length < min) return `Use ${min} characters or more. Three words do well.`
  if (password.length > max) return `Use ${max} characters or fewer.`
  const letters = password.toLowerCase().replaceAll(/[^a-z]/g, '')
  if (commonPasswords.has(letters)) return 'Choose one that fewer people use.'
  if (new Set(password).size < 5) return 'Use more than a few different characters.'
  const [mailbox = ''] = about.email.toLowerCase().split('@')
  const own = [mailbox, ...about.name.toLowerCase().split(/\s+/)].filter((word) => word.length >= 4)
  return own.some((word) => letters.includes(word))
    ? 'Leave your name and your e-mail address out of it.'
    : null
}

export function refusePassword(detail: string): AppError {
  const problems: FieldProblem[] = [{ pointer: '/password', detail }]
  return new AppError('invalid', 'Choose another password.', { problems })
}

/** Where somebody works: the first of their roles that says. */
export function workplaceIdOf(memberships: readonly Membership[]): string | null {
  return memberships.find(({ workplaceId }) => workplaceId !== undefined)?.workplaceId ?? null
}

/** What is wrong with where somebody is said to work, by the pointers of the memberships. */
export function workplaceProblems(
  memberships: readonly Membership[],
  known: readonly string[],
): FieldProblem[] {
  return memberships.flatMap(({ workplaceId }, index) =>
    workplaceId === undefined || known.includes(workplaceId)
      ? []
      : [{ pointer: `/memberships/${index}/workplaceId`, detail: 'Add the workplace first.' }],
  )
}

/** Roles that work with people's records: a password alone is not enough for them in live use. */
const staffRoles: ReadonlySet<Role> = new Set<Role>([
  'practitioner',
  'linkWorker',
  'healthCoach',
  'careCoordinator',
  'communityConnector',
  'teamLead',
  'directoryEditor',
  'safeguardingLead',
  'privacyOfficer',
  'qualityPanelMember',
  'serviceLead',
  'commissioner',
  'administrator',
])

export function needsSecondFactor(memberships: readonly Membership[]): boolean {
  return memberships.some(({ role }) => staffRoles.has(role))
}
