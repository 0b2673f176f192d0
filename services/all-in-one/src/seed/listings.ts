import { artsAndMakingListings } from './listings-arts-and-making.ts'
import { companyListings } from './listings-company.ts'
import { foodAndMoneyListings } from './listings-food-and-money.ts'
import { fromAnywhereListings } from './listings-from-anywhere.ts'
import { hardTimesListings } from './listings-hard-times.ts'
import { healthAndFamiliesListings } from './listings-health-and-families.ts'
import { memoryAndCaringListings } from './listings-memory-and-caring.ts'
import { movingAndNatureListings } from './listings-moving-and-nature.ts'
import { workAndLearningListings } from './listings-work-and-learning.ts'
import type { DemoListing } from './records.ts'

export const demoListings: readonly DemoListing[] = [
  ...companyListings,
  ...foodAndMoneyListings,
  ...movingAndNatureListings,
  ...artsAndMakingListings,
  ...workAndLearningListings,
  ...memoryAndCaringListings,
  ...healthAndFamiliesListings,
  ...hardTimesListings,
  ...fromAnywhereListings,
]
