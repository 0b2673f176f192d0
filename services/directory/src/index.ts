export { afterRestore } from './after-restore.ts'
export { type Directory, openDirectory } from './app.ts'
export { directorySettings } from './config.ts'
export { type ListingsFile, readListingsFile } from './import/read-file.ts'
export { assureListing } from './listing/assure.ts'
export { createListing } from './listing/create.ts'
export { moveListing } from './listing/move.ts'
export { setPlacesLeft } from './listing/set-places-left.ts'
export { setSessions } from './listing/set-sessions.ts'
export { getListingFor } from './listing/store.ts'
export { createLocation } from './location/create.ts'
export { getLocation } from './location/store.ts'
export { createOrganisation } from './organisation/create.ts'
export { getOrganisation } from './organisation/store.ts'
export {
  demoPlaces,
  harrowbyVale,
  harrowbyValePostcodes,
  type PlacedCode,
  saltmere,
  saltmerePostcodes,
} from './place/demo-places.ts'
export { acceptReferralTerms } from './readiness/accept-terms.ts'
export { askMailboxCode } from './readiness/ask-code.ts'
export { nameSafeguardingContact } from './readiness/name-contact.ts'
export { proveMailbox } from './readiness/prove-mailbox.ts'
export { readReadiness } from './readiness/read.ts'
export { readMailboxCodeNotice } from './readiness/read-notice.ts'
export { openEmbeddedIndex } from './search/embedded.ts'
export type { ListingDocument, SearchIndex, SearchRequest } from './search/port.ts'
export { needWords } from './search/synonyms.ts'
