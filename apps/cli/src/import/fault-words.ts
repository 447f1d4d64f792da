import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What is wrong with the fields of a row, in words; `nameOf` says what the file calls a field. */
export function faultWords(
  error: z.ZodError,
  nameOf: (path: readonly PropertyKey[]) => string = dotted,
): string[] {
  return error.issues.flatMap((issue) => {
    const name = nameOf(issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${nameOf([...issue.path, key])} is not a field of the format`);
    }
    return [`${name ? `${name} ` : ''}${words(issue)}`];
  });
}

function words(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.includes('received undefined') || issue.message.includes('received null')
        ? 'is missing'
        : `must be ${article(issue.expected)}`;
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? 'is empty' : `is less than ${issue.minimum}`;
    case 'too_big':
      return `is longer than ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'items'}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => `“${String(value)}”`).join(' or ')}`;
    case 'invalid_format':
      return formatWords(issue);
    default:
      return issue.message;
  }
}

function formatWords(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  if (issue.format === 'date') return 'must be a date like 2013-12-17';
  if (issue.format === 'url') return 'must be a web address that begins with http:// or https://';
  if (issue.message.startsWith('has ')) return issue.message;
  if (issue.format !== 'regex') return `must be of the form ${issue.format}`;
  return issue.pattern?.includes('A-Z')
    ? 'may hold only letters, digits, dots, hyphens and slashes, and begins with a letter or digit'
    : 'may hold only lowercase letters and digits, in words joined by single hyphens';
}

function article(type: string): string {
  if (type === 'object') return 'an object in braces';
  if (type === 'boolean') return 'true or false';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
