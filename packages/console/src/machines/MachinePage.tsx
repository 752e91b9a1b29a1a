import { RefusedError } from '@ingot/client';
import { Alert, Button } from '@gravity-ui/uikit';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PublicationProgress } from '../desktop-images/PublicationProgress.tsx';
import { useSaid } from '../i18n/use-said.ts';
import { PageHeader } from '../kit/PageHeader.tsx';
import { machineQuery } from './machine-queries.ts';
import { MachineFacts } from './MachineFacts.tsx';
import { MachineGone } from './MachineGone.tsx';
import { MachinePublications } from './MachinePublications.tsx';
import { MachineRowActions } from './MachineRowActions.tsx';
import { MachineScreen } from './MachineScreen.tsx';
import { MachineSnapshots } from './MachineSnapshots.tsx';
import { MachineStatus } from './MachineStatus.tsx';
import { MachineTaskDialog, type MachineTask } from './MachineTaskDialog.tsx';
import { PowerButton } from './PowerButton.tsx';
import { SerialLog } from './SerialLog.tsx';
import './messages.ts';

export function MachinePage(): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { id } = useParams({ from: '/signed-in/images/source-vms/$id' });
  const { data: machine, error } = useSuspenseQuery(machineQuery(id));
  const navigate = useNavigate();
  const [task, setTask] = useState<MachineTask | null>(null);
  if (error instanceof RefusedError && error.status === 404) return <MachineGone name={machine.name} />;
  return (
    <section className="ingot-page">
      <Link to="/images/source-vms" className="ingot-link">
        ← {t('section.sourceVms')}
      </Link>
      <PageHeader title={machine.name} aside={<MachineStatus machine={machine} />}>
        <PowerButton machine={machine} />
        <MachineRowActions machine={machine} onTask={setTask} />
      </PageHeader>
      {machine.failure === null ? null : (
        <Alert theme="danger" title={t('machines.failed')} message={said(machine.failure)} />
      )}
      {machine.publicationId === null ? null : <PublicationProgress id={machine.publicationId} />}
      <MachineScreen key={machine.id} machine={machine} />
      <MachineFacts machine={machine} />
      <MachinePublications machine={machine} />
      <MachineSnapshots
        machine={machine}
        action={
          <Button disabled={!machine.actions.includes('snapshot')} onClick={() => setTask({ machine, do: 'snapshot' })}>
            {t('machines.do.snapshot')}
          </Button>
        }
      />
      <SerialLog key={`log-${machine.id}`} machine={machine} />
      {task === null ? null : (
        <MachineTaskDialog
          task={task}
          onClose={() => setTask(null)}
          onDeleted={() => void navigate({ to: '/images/source-vms', search: {} })}
        />
      )}
    </section>
  );
}
