export { isPublicAddress } from './addresses.js';
export {
  fetchOutside,
  OutgoingRefused,
  type OutgoingOptions,
  type OutgoingRequest,
} from './fetch-outside.js';
