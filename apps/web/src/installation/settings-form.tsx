import { NumberInput, Radio, Stack, TagsInput, TextInput } from '@mantine/core';
import {
  accountDomainsMax,
  ChangeInstallation,
  secondFactorRules,
  stepUps,
  type InstallationView,
} from '#contracts';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { useWords, wordOf } from '../words/use-words.js';

const isDomains = (accountDomains: string[]): boolean =>
  ChangeInstallation.safeParse({ accountDomains }).success;

/** Name of the installation, and what it asks of sign-ins and approvals. */
export function SettingsForm({ installation }: { installation: InstallationView }) {
  const say = useWords();
  const { name, stepUpForApprovals, stepUpMinutes, secondFactor, accountDomains } = installation;
  const set = { name, stepUpForApprovals, stepUpMinutes, secondFactor, accountDomains };
  const { values, change, clear } = useDraft(`installation:${installation.version}`, set);
  const command = useCommand('installation.change', installation, clear);
  const isChanged = Object.entries(set).some(
    ([field, was]) => String(values[field as keyof typeof set]) !== String(was),
  );
  return (
    <CommandForm
      command={command}
      submitWord={say('ui.save')}
      isReady={isChanged && ChangeInstallation.safeParse(values).success}
      onSubmit={() => command.run(values)}
    >
      <TextInput
        label={say('installation.name')}
        required
        value={values.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Radio.Group
        label={say('field.stepUpForApprovals')}
        description={say('installation.step-up-hint')}
        value={values.stepUpForApprovals}
        onChange={(next) => change({ stepUpForApprovals: next })}
      >
        <Stack gap="xs" mt="xs">
          {stepUps.map((one) => (
            <Radio key={one} value={one} label={say(wordOf('stepUpForApprovals', one))} />
          ))}
        </Stack>
      </Radio.Group>
      {values.stepUpForApprovals !== 'off' && (
        <NumberInput
          label={say('field.stepUpMinutes')}
          description={say('installation.minutes-hint')}
          min={1}
          max={720}
          allowDecimal={false}
          clampBehavior="strict"
          maw="12rem"
          value={values.stepUpMinutes}
          onChange={(next) => change({ stepUpMinutes: Number(next) })}
        />
      )}
      <Radio.Group
        label={say('field.secondFactor')}
        description={say('installation.second-factor-hint')}
        value={values.secondFactor}
        onChange={(next) => change({ secondFactor: next })}
      >
        <Stack gap="xs" mt="xs">
          {secondFactorRules.map((one) => (
            <Radio key={one} value={one} label={say(wordOf('secondFactor', one))} />
          ))}
        </Stack>
      </Radio.Group>
      <TagsInput
        label={say('field.accountDomains')}
        description={say('installation.domains-hint')}
        placeholder={values.accountDomains.length === 0 ? 'example.org' : ''}
        maxTags={accountDomainsMax}
        splitChars={[',', ' ', ';']}
        dir="ltr"
        value={values.accountDomains}
        onChange={(next) => change({ accountDomains: next })}
        error={isDomains(values.accountDomains) ? null : say('installation.no-domain')}
      />
    </CommandForm>
  );
}
