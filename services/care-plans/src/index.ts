export { openCarePlans } from './app.ts'
export { carePlansSettings } from './config.ts'
export type { Deps as CarePlans } from './deps.ts'
