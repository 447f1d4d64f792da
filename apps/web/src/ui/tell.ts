import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

/** Tells that something was done; read out, and gone by itself. */
export function tell(message: ReactNode): void {
  notifications.show({ message, color: 'pine', withBorder: true });
}

/** Tells that something was not done, and why. */
export function tellFault(message: ReactNode): void {
  notifications.show({ message, color: 'red', withBorder: true, autoClose: 10_000 });
}
