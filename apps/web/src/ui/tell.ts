import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

let count = 0;

/** Tells that something was done; read out, and gone by itself, or as soon as one follows where it leads. */
export function tell(message: ReactNode): void {
  count += 1;
  const id = `told-${count}`;
  notifications.show({ id, message, color: 'pine', withBorder: true, onClick: () => notifications.hide(id) });
}

/** Tells that something was not done, and why. */
export function tellFault(message: ReactNode): void {
  notifications.show({ message, color: 'red', withBorder: true, autoClose: 10_000 });
}
