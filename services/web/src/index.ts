export { afterRestore } from './after-restore.ts'
export { openWeb } from './app.ts'
export { webSettings } from './config.ts'
