import { loopRoutes } from './loop-routes.ts'
import { planRoutes } from './plan-routes.ts'

/** Plans, goals in people's own words, and what comes back to them. No name is in an address. */
export const carePlansApi = {
  service: 'care-plans',
  routes: { ...planRoutes, ...loopRoutes },
} as const
