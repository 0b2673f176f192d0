export { relationshipHandlers } from './handlers.ts'
export {
  around,
  keepStart,
  listPeopleOf,
  listWorkers,
  type PersonAround,
  personOf,
} from './store.ts'
export { personAccountTable, relationshipTable } from './tables.ts'
