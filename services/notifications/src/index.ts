export { afterRestore } from './after-restore.ts'
export { openNotifications } from './app.ts'
export { notificationsSettings } from './config.ts'
