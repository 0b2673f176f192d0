export { createAccount } from './account/create.ts'
export { openIdentity } from './app.ts'
export { identitySettings } from './config.ts'
export type { Deps as Identity } from './deps.ts'
