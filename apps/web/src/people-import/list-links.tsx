import { Button } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { apiBase, routes } from '#contracts';
import type { Gate } from '../session/use-gate.js';
import { useWords } from '../words/use-words.js';

/** Takes the list of all people away, and brings one, to whom that is open. */
export function ListLinks({ gate }: { gate: Gate }) {
  const say = useWords();
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={`${apiBase}${routes.exportPeople.path}`}
        download
        leftSection={<IconDownload size={16} />}
      >
        {say('people-list.export')}
      </Button>
      {gate.isShown && (
        <Button
          variant="default"
          leftSection={<IconUpload size={16} />}
          renderRoot={(props) => <Link to="/people/import" {...props} />}
        >
          {say('people-list.title')}
        </Button>
      )}
    </>
  );
}
