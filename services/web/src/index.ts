export { openWeb } from './app.ts'
export { webSettings } from './config.ts'
