export { openNotifications } from './app.ts'
export { notificationsSettings } from './config.ts'
