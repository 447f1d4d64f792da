import {
  IconBan,
  IconBuilding,
  IconClipboardText,
  IconEraser,
  IconEye,
  IconFileText,
  IconGavel,
  IconKey,
  IconListCheck,
  IconLink,
  IconLogin2,
  IconApi,
  IconMessage,
  IconPackageExport,
  IconPaperclip,
  IconServer,
  IconUrgent,
  IconUser,
  IconUserShare,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import type { RecordType } from '#contracts';
import type { Tone } from '../ui/tones.js';

const icons: Record<RecordType, Icon> = {
  installation: IconServer,
  entity: IconBuilding,
  person: IconUser,
  grant: IconKey,
  delegation: IconUserShare,
  review: IconFileText,
  recommendation: IconClipboardText,
  proposal: IconGavel,
  action: IconListCheck,
  evidence: IconPaperclip,
  comment: IconMessage,
  redaction: IconEraser,
  mapping: IconUsersGroup,
  refusal: IconBan,
  'sign-in': IconLogin2,
  token: IconApi,
  'password-link': IconLink,
  export: IconPackageExport,
  'emergency-access': IconUrgent,
  'emergency-use': IconEye,
};

const tones: Partial<Record<string, Tone>> = {
  'attempt.refused': 'bad',
  'sign-in.refused': 'bad',
  'emergency-access.requested': 'bad',
  'emergency-access.approved': 'bad',
  'emergency-access.used': 'bad',
  'export.made': 'proof',
  'token.made': 'waiting',
  'password-link.made': 'waiting',
  'proposal.approved': 'good',
  'proposal.rejected': 'bad',
  'proposal.returned': 'waiting',
  'proposal.made': 'waiting',
  'recommendation.verified': 'proof',
  'recommendation.found-insufficient': 'bad',
  'recommendation.closed': 'good',
  'recommendation.reported-implemented': 'good',
  'recommendation.started': 'moving',
};

export const entryTone = (action: string): Tone => tones[action] ?? 'idle';

export function EntryIcon({ objectType }: { objectType: RecordType }) {
  const Drawn = icons[objectType];
  return <Drawn size={16} aria-hidden />;
}
