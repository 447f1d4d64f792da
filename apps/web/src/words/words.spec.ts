import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import {
  ActionState,
  actionStates,
  axes,
  checkKinds,
  checkOutcomes,
  commandNames,
  EmergencyAccessState,
  CommentState,
  confidentialities,
  criticalities,
  deciderLevels,
  entityKinds,
  EntityState,
  entryKinds,
  evidenceKinds,
  EvidenceState,
  evidenceStates,
  exportKinds,
  findingCodes,
  GrantState,
  InstallationState,
  integrities,
  languages,
  legalBases,
  linkings,
  LogKey,
  MappingState,
  mappingStates,
  mailStates,
  occurrenceActions,
  peopleFileFaults,
  personRowFaults,
  personRowWarnings,
  passwordLinkEndings,
  passwordLinkKinds,
  PersonState,
  personStates,
  problemCodes,
  ProposalState,
  proposalStates,
  RecommendationState,
  Recorded,
  recordTypes,
  RedactionState,
  redactionStates,
  refusalSteps,
  ReviewState,
  rightsCauses,
  roles,
  scopeTypes,
  secondFactorRules,
  segregationFaults,
  sessionEndings,
  signInFaults,
  stepUps,
  stepUpWays,
  signInMethods,
  tokenAccesses,
  signOnFaults,
} from '#contracts';
import { faultCodes } from '#ledger';
import { nouns, permissionMatrix } from '#permissions';
import { transitions } from '#workflow';
import { conditionKey, valueKey } from '../permissions/condition-keys.js';

type Messages = Record<string, string>;
const read = (language: string) =>
  JSON.parse(readFileSync(new URL(`./${language}.json`, import.meta.url), 'utf8')) as Messages;
const en = read('en');
const ar = read('ar');

/** Names of the values that a message takes, and the plural forms that it tells apart. */
function shapeOf(message: string): { values: string[]; forms: string[] } {
  const values = new Set<string>();
  const forms = new Set<string>();
  const walk = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      values.add(element.value);
      if (element.type !== TYPE.plural) continue;
      for (const [form, { value }] of Object.entries(element.options)) {
        forms.add(form);
        walk(value);
      }
    }
  };
  walk(parse(message));
  return { values: [...values].sort(), forms: [...forms] };
}

const states = {
  InstallationState,
  EntityState,
  PersonState,
  GrantState,
  ReviewState,
  RecommendationState,
  ProposalState,
  ActionState,
  EvidenceState,
  CommentState,
  RedactionState,
  EmergencyAccessState,
  MappingState,
};

/** Every key that the code puts together from a closed list. */
const needed = [
  ...problemCodes.map((code) => `problem.${code}`),
  ...Object.entries(axes).flatMap(([axis, states]) => states.map((state) => `state.${axis}.${state}`)),
  ...Object.keys(axes).flatMap((axis) => [`axis.${axis}`, `field.${axis}`]),
  ...Object.keys(entryKinds).map((action) => `entry.${action}`),
  ...occurrenceActions.map((action) => `entry.${action}`),
  ...linkings.map((linking) => `sign-on-linking.${linking}`),
  ...signOnFaults.map((fault) => `sign-on-fault.${fault}`),
  ...mappingStates.map((state) => `mapping-state.${state}`),
  ...signInFaults.map((fault) => `sign-in-fault.${fault}`),
  ...stepUpWays.map((way) => `factor.${way}`),
  ...stepUps.map((one) => `stepUpForApprovals.${one}`),
  ...secondFactorRules.map((one) => `secondFactor.${one}`),
  ...sessionEndings.map((ending) => `session-ending.${ending}`),
  ...signInMethods.map((method) => `sign-in-method.${method}`),
  ...tokenAccesses.map((access) => `token-access.${access}`),
  ...passwordLinkKinds.map((kind) => `password-link-kind.${kind}`),
  ...passwordLinkEndings.map((ending) => `password-link-ending.${ending}`),
  ...exportKinds.map((kind) => `export-kind.${kind}`),
  ...Object.values(entryKinds).flatMap(({ fields }) => (fields ?? []).map((field) => `field.${field}`)),
  ...Object.values(states)
    .flatMap(({ shape }) => Object.keys(shape))
    .filter((field) => !(field in Recorded.shape) && field !== 'recommendationId')
    .map((field) => `field.${field}`),
  ...transitions.map(({ id }) => `transition.${id}`),
  ...faultCodes.map((code) => `verify.fault.${code}`),
  ...commandNames.map((name) => `command.${name}`),
  ...recordTypes.map((type) => `object.${type}`),
  ...rightsCauses.map((cause) => `rights.${cause}`),
  ...refusalSteps.flatMap((step) => [`refusal-step.${step}`, `permissions.takes.${step}`]),
  ...roles.flatMap((role) => [`role.${role}`, `role-hint.${role}`, `only-for.${role}`]),
  ...scopeTypes.map((scope) => `scope.${scope}`),
  ...deciderLevels.map((level) => `decider.${level}`),
  ...proposalStates.map((state) => `proposal-state.${state}`),
  ...actionStates.map((state) => `action-state.${state}`),
  ...['requested', 'running', 'over', 'refused', 'ended'].map((one) => `emergency-standing.${one}`),
  ...redactionStates.map((state) => `redaction-state.${state}`),
  ...legalBases.map((basis) => `legalBasis.${basis}`),
  ...evidenceStates.map((state) => `evidence-state.${state}`),
  ...evidenceKinds.map((kind) => `evidence-kind.${kind}`),
  ...personStates.map((state) => `person-state.${state}`),
  ...entityKinds.map((kind) => `entity-kind.${kind}`),
  ...criticalities.map((word) => `criticality.${word}`),
  ...confidentialities.flatMap((word) => [`confidentiality.${word}`, `confidentiality-hint.${word}`]),
  ...languages.map((language) => `language.${language}`),
  ...checkKinds.flatMap((kind) => [`check-kind.${kind}`, `check-hint.${kind}`]),
  ...checkOutcomes.map((outcome) => `check-outcome.${outcome}`),
  ...findingCodes.map((code) => `finding.${code}`),
  ...personRowFaults.map((fault) => `people-fault.${fault}`),
  ...peopleFileFaults.map((fault) => `people-file-fault.${fault}`),
  ...personRowWarnings.map((warning) => `people-warning.${warning}`),
  ...segregationFaults.map((fault) => `segregation-fault.${fault}`),
  ...integrities.map((word) => `evidence-integrity.${word}`),
  ...mailStates.map((state) => `mail-state.${state}`),
  ...LogKey.shape.purpose.options.map((purpose) => `key-purpose.${purpose}`),
];

/** Why a transition may not start from where a recommendation stands: one wording for each axis it looks at. */
const whyNot = transitions.flatMap(({ id, from }) =>
  Object.keys(from).map((axis) => `rule.${id}.from-${axis}`),
);

/** Everything that the page of permissions says of the declaration. */
const ofPermissions = permissionMatrix().flatMap(({ ways, never }) => {
  const all = roles.flatMap((role) => ways[role]);
  return [
    ...[...all, ...never].flatMap(({ conditions }) =>
      conditions.flatMap((condition) => [
        conditionKey(condition),
        ...condition.values.map((value) => valueKey(condition.about, value)),
      ]),
    ),
    ...all.flatMap(({ fields }) => (fields ?? []).map((field) => `field.${field}`)),
  ];
});

describe('the language files', () => {
  it('say the same things in both languages', () => {
    expect(Object.keys(ar).sort()).toEqual(Object.keys(en).sort());
  });

  it('are well formed, and take the same values', () => {
    for (const key of Object.keys(en)) {
      expect({ key, values: shapeOf(ar[key] ?? '').values }).toEqual({
        key,
        values: shapeOf(en[key] ?? '').values,
      });
    }
  });

  it('have all six plural forms in Arabic', () => {
    const lacking = Object.entries(ar).filter(([, message]) => {
      const { forms } = shapeOf(message);
      return (
        forms.length > 0 &&
        !['zero', 'one', 'two', 'few', 'many', 'other'].every((form) => forms.includes(form))
      );
    });
    expect(lacking).toEqual([]);
  });

  it('word every problem, state, entry, transition, command and role', () => {
    expect([...new Set(needed)].filter((key) => !(key in en))).toEqual([]);
  });

  it('word every rule of the declaration of permissions', () => {
    const named = nouns.filter((noun) => !(`object.${noun}` in en) && !(`noun.${noun}` in en));
    expect(named).toEqual([]);
    expect([...new Set(ofPermissions)].filter((key) => !(key in en))).toEqual([]);
  });

  it('word why a transition cannot start from here', () => {
    expect(whyNot.filter((key) => !(key in en))).toEqual([]);
  });
});
