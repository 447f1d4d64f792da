import type { FaultCode } from './verdict.js';

/** What a fault's words are made with. */
export interface FaultDetail {
  expected?: string | number;
  found?: string | number;
  reason?: string;
  path?: string;
  objectId?: string;
  index?: number;
}

/** The plain words of every fault, and the one place where they are. */
export const faultWords: { readonly [C in FaultCode]: (detail: FaultDetail) => string } = {
  'not-a-bundle': ({ reason }) => `This is no export of a history that can be checked here: ${reason}.`,
  'not-text': () => 'The file is not UTF-8 text.',
  'line-too-long': () => 'A line is longer than any line of a bundle.',
  'old-checkpoint-form': ({ reason }) => `The earlier checkpoint cannot be read: ${reason}.`,
  'old-checkpoint-signature': () =>
    'The earlier checkpoint has a signature that is not the one of the key that it names. It was altered.',
  'line-form': ({ reason }) => `This line cannot be read: ${reason}.`,
  'line-order': ({ expected, found }) => `A line of type '${found}' stands where ${expected} should.`,
  'index-order': ({ expected, found }) =>
    Number(found) > Number(expected)
      ? `Index ${expected} should come here, and ${found} does: entries are missing or out of order.`
      : `Index ${expected} should come here, and ${found} comes again or too late.`,
  'entries-missing': ({ expected, found }) =>
    `The log has ${expected} entries, and the file tells only of the first ${found}.`,
  'entries-beyond-size': ({ expected }) => `The log has ${expected} entries, and this is one more.`,
  truncated: ({ expected }) => `The file ends too early: ${expected} should follow.`,
  'entry-form': ({ reason }) => `The entry is not written as entries are: ${reason}.`,
  'opening-form': ({ reason }) => `What opens the entry's commitments cannot be read: ${reason}.`,
  'opening-wrong': ({ path }) => `What is shown at ${path} is not what the entry committed to.`,
  'opening-stray': ({ path }) => `Something is shown at ${path}, where the entry committed to nothing.`,
  'opening-missing': ({ path }) =>
    `What the entry committed to at ${path} is not shown, and no approved redaction says why.`,
  'version-order': ({ expected, found, objectId }) =>
    `Version ${found} of ${objectId} stands where version ${expected} should.`,
  'chain-broken': ({ objectId, index }) =>
    index === undefined
      ? `The entry does not follow the one before it of ${objectId}.`
      : `The entry does not follow the one before it of ${objectId}, at index ${index}: one of the two was altered.`,
  'illegal-step': ({ reason = '' }) =>
    `By the rules of the workflow, ${reason}${reason.endsWith('.') ? '' : '.'}`,
  'state-differs': ({ reason, objectId }) =>
    `The exported state of ${objectId} is not what its history comes to${reason ? `: ${reason}` : ''}.`,
  'state-early': ({ objectId }) =>
    `A state of ${objectId} was exported with an entry that is not its newest.`,
  'checkpoint-form': ({ reason }) => `The checkpoint cannot be read: ${reason}.`,
  'checkpoint-origin': ({ expected, found }) =>
    `The checkpoint is of another log: '${found}' instead of '${expected}'.`,
  'checkpoint-size': ({ expected, found }) =>
    `The checkpoint is of ${found} entries, and it should be of ${expected}.`,
  'root-differs': ({ found }) =>
    `The entries do not come to the root that was signed for ${found} of them: some were altered.`,
  'key-form': ({ reason }) => `The key cannot be read: ${reason}.`,
  'signature-wrong': ({ found }) =>
    `The signature of ${found} on the checkpoint is wrong: the checkpoint or the signature was altered.`,
  'checkpoint-unsigned': ({ expected }) =>
    `The checkpoint is not signed by a key of ${expected} that is known here.`,
  'key-untrusted': ({ found }) =>
    `The checkpoint is signed by ${found}, and not by a key that you trust. Somebody else may have signed it.`,
  'old-origin': ({ expected, found }) =>
    `The earlier checkpoint is of another log: '${found}', not '${expected}'.`,
  rewritten: ({ expected }) =>
    `The first ${expected} entries are not those for which the earlier checkpoint was signed: history was rewritten.`,
  'before-checkpoint': ({ expected, found }) =>
    `This bundle ends at entry count ${found}, before your checkpoint of ${expected}. Export again. If no export reaches ${expected}, entries were removed.`,
  'key-for-receipts': ({ expected, found }) =>
    `The key that you gave, ${found}, signs receipts. A bundle is signed by the key of the log: give that one. This bundle says that it is signed by ${expected}.`,
};
