import { useIntl } from 'react-intl';

const units = ['byte', 'kilobyte', 'megabyte'] as const;

/** A number of bytes, in the unit that reads best. */
export function useSize(): (bytes: number) => string {
  const { formatNumber } = useIntl();
  return (bytes) => {
    const step = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
    return formatNumber(bytes / 1024 ** step, {
      style: 'unit',
      unit: units[step],
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: step === 0 ? 0 : 1,
    });
  };
}
