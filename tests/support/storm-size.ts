/** Whether the storms run in their full form (`npm run storm`), not the short one of every run. */
export const isFullStorm = process.env.STORM === 'full'

/** How large a storm is: as often as every run of the tests can bear, or as it is released with. */
export function stormSize(sizes: { readonly ci: number; readonly full: number }): number {
  return isFullStorm ? sizes.full : sizes.ci
}
