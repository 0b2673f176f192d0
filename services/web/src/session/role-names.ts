import type { Role } from '@waymark/core'

const roleNames: Readonly<Record<Role, string>> = {
  person: 'Person',
  representative: 'Representative',
  unpaidCarer: 'Unpaid carer',
  practitioner: 'Practitioner',
  linkWorker: 'Link worker',
  healthCoach: 'Health and wellbeing coach',
  careCoordinator: 'Care coordinator',
  communityConnector: 'Community connector',
  teamLead: 'Team lead',
  organisationManager: 'Group manager',
  organisationLeader: 'Group leader',
  organisationVolunteer: 'Group volunteer',
  directoryEditor: 'Directory editor',
  safeguardingLead: 'Safeguarding lead',
  privacyOfficer: 'Privacy officer',
  qualityPanelMember: 'Quality panel member',
  serviceLead: 'Service lead',
  commissioner: 'Commissioner',
  administrator: 'Administrator',
}

/** A role as people say it. */
export function roleInWords(role: Role): string {
  return roleNames[role]
}
