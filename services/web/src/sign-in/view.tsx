import { Button } from '../ui/button.tsx'
import { PasswordInput, TextInput } from '../ui/input.tsx'
import { ErrorSummary } from '../ui/messages.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

export interface DemoAccount {
  /** Names the account in the address: `?as=<key>`. */
  readonly key: string
  readonly name: string
  /** The role as people say it: "Link worker". */
  readonly role: string
  readonly email: string
  readonly password: string
}

export interface SignInProblem {
  readonly field: 'email' | 'password'
  /** A plain sentence. For a wrong pair it does not say which of the two was wrong. */
  readonly message: string
}

export interface SignInViewProps {
  readonly frame: PageFrame
  /** What was typed, kept after a mistake. Never the password. */
  readonly email?: string
  readonly problems?: readonly SignInProblem[]
  /** Where to go afterwards: a path on this site. */
  readonly next?: string
  /** Only in demo mode. */
  readonly demoAccounts?: readonly DemoAccount[]
  /** The demo account asked for by `?as=`. */
  readonly chosen?: DemoAccount | undefined
}

/** E-mail and password, with the demo's accounts beside them where there are any. */
export function SignInView(props: SignInViewProps) {
  const { frame, problems = [], demoAccounts = [], next } = props
  return (
    <Page frame={frame} title="Sign in" hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-sign-in">
        <div class="wm-sign-in__form">
          {problems.length > 0 && (
            <ErrorSummary
              items={problems.map(({ field, message }) => ({
                content: message,
                href: `#${field}`,
              }))}
            />
          )}
          <h1 class="nhsuk-heading-l">Sign in</h1>
          <SignInForm {...props} />
        </div>
        {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} next={next} />}
      </div>
    </Page>
  )
}

function SignInForm({ email, problems = [], next, chosen }: SignInViewProps) {
  const problemOf = (field: SignInProblem['field']) =>
    problems.find((problem) => problem.field === field)?.message
  return (
    <form method="post" action="/sign-in" novalidate>
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      {chosen && (
        <p class="wm-sign-in__chosen">
          Filled in for <strong>{chosen.name}</strong>, {chosen.role.toLowerCase()}. Press Sign in.
        </p>
      )}
      <TextInput
        name="email"
        type="email"
        label={{ children: 'E-mail address' }}
        value={chosen?.email ?? email}
        error={problemOf('email')}
        autocomplete="username"
        spellcheck={false}
      />
      <PasswordInput
        name="password"
        label={{ children: 'Password' }}
        value={chosen?.password}
        error={problemOf('password')}
      />
      <Button>Sign in</Button>
    </form>
  )
}

interface DemoAccountsProps {
  readonly accounts: readonly DemoAccount[]
  readonly next: string | undefined
}

function DemoAccounts({ accounts, next }: DemoAccountsProps) {
  const fill = (key: string) =>
    `/sign-in?${new URLSearchParams({ as: key, ...(next === undefined ? {} : { next }) })}`
  return (
    <section class="wm-demo-accounts" aria-labelledby="demo-accounts">
      <h2 class="wm-demo-accounts__title" id="demo-accounts">
        Accounts to try
      </h2>
      <p>Invented people. Choosing one fills in the form.</p>
      <ul>
        {accounts.map((account) => (
          <li>
            <a class="wm-demo-account" href={fill(account.key)}>
              <strong>{account.role}</strong>
              <span>
                {account.name} <span class="nhsuk-u-visually-hidden">: use this account</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
