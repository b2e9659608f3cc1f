import { App, Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/api/commands';
import { useSession } from '@/api/session';
import type { StuckRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Clamp } from '@/ui/Clamp';
import { DataTable, type Column } from '@/ui/DataTable';
import { Page } from '@/ui/Page';
import { Empty, Refused } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { When } from '@/ui/When';
import { useCalendar } from './calendar';
import { MissingYears } from './CalendarPage';
import { retryStuck, useStuck } from './queries';

/** Things that were due and did not get through ten times. */
export function StuckRows() {
  const { t } = useTranslation('supervision');
  const { t: shell } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const session = useSession().data;
  const [wish, change] = useUrlState({ after: '' });
  const calendar = useCalendar();
  const stuck = useStuck(wish.after);
  const retry = useCommand(retryStuck, {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['due', 'list'] });
      void message.success(t('retried'));
    },
  });
  const columns: Column<StuckRow>[] = [
    { key: 'at', title: t('dueAt'), width: 160, fixed: true, render: (row) => <When at={row.at} /> },
    { key: 'kind', title: t('kind'), width: 110, render: (row) => t(`kinds.${row.kind}`, { defaultValue: row.kind }) },
    { key: 'key', title: t('key'), width: 200, render: (row) => <Clamp text={row.key} /> },
    { key: 'what', title: t('wanted'), width: 180, render: (row) => <Clamp text={row.what} /> },
    { key: 'attempts', title: t('attempts'), width: 90, align: 'right', render: (row) => row.attempts },
    { key: 'error', title: t('error'), width: 320, render: (row) => <Clamp text={row.error} /> },
    {
      key: 'retry', title: t('act'), width: 110, fixed: true,
      render: (row) => (
        <Button size="small" loading={retry.isPending && retry.variables.id === row.id} onClick={() => retry.mutate({ id: row.id })}>
          {t('retry')}
        </Button>
      ),
    },
  ];
  return (
    <Page title={t('stuck')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}>
      <MissingYears calendar={calendar.data} />
      <Refused error={retry.error} />
      <DataTable
        name="stuck" label={t('stuck')} person={session?.person ?? ''} query={stuck} columns={columns} rowKey={(row) => row.id}
        after={wish.after} onChange={(changes) => change({ after: changes.after ?? '' })}
        empty={<Empty title={t('noStuck')} hint={t('noStuckHint')} />}
      />
    </Page>
  );
}
