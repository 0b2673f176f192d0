import {
  type RegistrantRole,
  registrantRoles,
  type WorkerRole,
  workerRoles,
} from '@waymark/contracts'
import { AppError, hasRole, type UserActor } from '@waymark/core'

/** The role in which somebody registers: one of the team before one that refers to it. */
export function registrantRoleOf(actor: UserActor): RegistrantRole {
  const role = registrantRoles.find((each) => hasRole(actor, each))
  if (role === undefined) throw new AppError('forbidden', 'Your role does not register people.')
  return role
}

/** Whether that role works with people itself: a practitioner refers them and reads no record. */
export function worksWithPeople(role: RegistrantRole): role is RegistrantRole & WorkerRole {
  return workerRoles.some((each) => each === role)
}
