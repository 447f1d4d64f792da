import { Button } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWords } from '../words/use-words.js';

/** The way to the dossier of a recommendation. */
export function DossierLink({ id }: { id: string }) {
  const say = useWords();
  return (
    <Button
      component={Link}
      to={`/recommendations/${id}/dossier`}
      variant="default"
      leftSection={<IconFileCertificate size={17} />}
    >
      {say('dossier.open')}
    </Button>
  );
}
