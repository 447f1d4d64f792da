import { describe, expect, test } from '@jest/globals';
import { mailSetting } from './mail-setting.js';

const from = 'Uphold <uphold@example.org>';

describe('where mail goes out', () => {
  test('is nowhere where nothing is said', () => {
    expect(mailSetting({})).toBeNull();
    expect(mailSetting({ SMTP_URL: '', MAIL_FROM: '' })).toBeNull();
  });

  test.each(['smtp://127.0.0.1:25', 'smtps://user:secret@mail.example.org'])('is %s', (smtpUrl) => {
    expect(mailSetting({ SMTP_URL: smtpUrl, MAIL_FROM: from })).toEqual({ smtpUrl, from });
  });

  test.each([
    { SMTP_URL: 'smtp://127.0.0.1' },
    { MAIL_FROM: from },
    { SMTP_URL: 'https://mail.example.org', MAIL_FROM: from },
    { SMTP_URL: 'mail.example.org', MAIL_FROM: from },
    { SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'nobody' },
  ])('is asked for again in plain words: %j', (environment) => {
    expect(() => mailSetting(environment)).toThrow(/SMTP_URL|MAIL_FROM/);
  });
});
