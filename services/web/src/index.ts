export { openWeb } from './app.ts'
export { webSettings } from './config.ts'
export { afterRestore } from './journey/after-restore.ts'
