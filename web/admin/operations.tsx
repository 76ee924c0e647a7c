/** 운영 현황, `/admin/operations`: what failed, what waits, who works, and what there is room for. */
import type { ComponentChildren } from 'preact';
import type { Operations } from '../../server/contract/operations.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { bytes, dayAndTime, duration, number, timeOfDay } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import table from '../ui/table.module.css';
import styles from './operations.module.css';
import { Failures } from './operations-failures.tsx';

/** As it was at that time. */
type Seen = { state: Operations; at: string };

export default function OperationsPage() {
  const { data, error, busy, reload } = useLoad('operations', async (signal): Promise<Seen> => {
    const state = await api.get<Operations>('/api/operations', {}, signal);
    return { state, at: new Date().toISOString() };
  });
  return (
    <StaffPage title={t('frame.operations')}>
      {error && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && (
        <>
          <Loading />
          <Skeleton height="40rem" />
        </>
      )}
      {data && !error && (
        <div aria-busy={busy}>
          <div class={styles.top}>
            <p>
              {t('admin.operationsLead')} {t('admin.operationsAt', { time: timeOfDay(data.at) })}
            </p>
            <Button onClick={reload} disabled={busy}>
              <Icon name="retry" size={20} />
              {t('admin.operationsRefresh')}
            </Button>
          </div>
          <Part title={t('admin.operationsFailures')}>
            <Failures failures={data.state.failures} onRetried={reload} />
          </Part>
          <Part title={t('admin.operationsQueue')}>
            <Queue {...data.state} />
          </Part>
          <Part title={t('admin.operationsWorkers')}>
            <Workers {...data.state} />
          </Part>
          <Part title={t('admin.operationsRoom')}>
            <Room {...data.state} />
          </Part>
        </div>
      )}
    </StaffPage>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class={styles.part}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Queue({ lanes, speed }: Operations) {
  const { video, audio } = speed;
  return (
    <>
      <table class={cx(table.table, table.stacked)}>
        <thead>
          <tr>
            <th scope="col">{t('admin.operationsLane')}</th>
            <th scope="col" class={table.number}>
              {t('admin.operationsQueued')}
            </th>
            <th scope="col" class={table.number}>
              {t('admin.operationsActive')}
            </th>
            <th scope="col" class={table.number}>
              {t('admin.operationsWaited')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ lane, queued, active, waited }) => (
            <tr key={lane}>
              <th scope="row">{t(`admin.lane_${lane}`)}</th>
              <td class={table.number} data-label={t('admin.operationsQueued')}>
                {number(queued)}
              </td>
              <td class={table.number} data-label={t('admin.operationsActive')}>
                {number(active)}
              </td>
              <td class={table.number} data-label={t('admin.operationsWaited')}>
                {waited < 1 ? '–' : duration(waited)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {(video > 0 || audio > 0) && (
        <p class={styles.speed}>
          {t('admin.operationsSpeed', { video: number(video, 1), audio: number(audio, 1) })}
        </p>
      )}
    </>
  );
}

function Workers({ workers }: Operations) {
  if (workers.length === 0) return <p role="alert">{t('admin.operationsNoWorkers')}</p>;
  return (
    <table class={cx(table.table, table.stacked)}>
      <thead>
        <tr>
          <th scope="col">{t('admin.operationsHost')}</th>
          <th scope="col">{t('admin.operationsSlots')}</th>
          <th scope="col">{t('admin.operationsStarted')}</th>
          <th scope="col">{t('admin.operationsSandbox')}</th>
        </tr>
      </thead>
      <tbody>
        {workers.map(({ id, host, slots, startedAt, sandboxMissing }) => (
          <tr key={id}>
            <th scope="row">{host}</th>
            <td data-label={t('admin.operationsSlots')}>
              {t('admin.operationsSlotCount', { n: number(slots) })}
            </td>
            <td data-label={t('admin.operationsStarted')}>{dayAndTime(startedAt)}</td>
            <td data-label={t('admin.operationsSandbox')}>
              {sandboxMissing.join(', ') || t('admin.operationsSandboxNone')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Room({ storage, disk }: Operations) {
  const { kind, answers } = storage;
  const rows = [
    [t('admin.operationsRecordings'), bytes(storage.recordings)],
    [t('admin.operationsMedia'), bytes(storage.media)],
    [t('admin.operationsHandouts'), bytes(storage.handouts)],
    [t('admin.operationsDisk'), t('admin.operationsFree', { free: bytes(disk.free), all: bytes(disk.all) })],
  ];
  return (
    <table class={table.table}>
      <tbody>
        <tr>
          <th scope="row">{t('admin.operationsStorage')}</th>
          <td class={table.number}>
            {t(`admin.operationsKind_${kind}`)}{' '}
            <Badge tone={answers ? 'success' : 'danger'}>
              {t(answers ? 'admin.operationsAnswers' : 'admin.operationsSilent')}
            </Badge>
          </td>
        </tr>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class={table.number}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
