import { useState } from 'react';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import type { ExpertView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { Judging } from './Judging';
import { Record } from './Record';
import { RecordForm } from './RecordForm';
import { ownKey, useOwnExpert } from './queries';

function may(expert: ExpertView, action: string): boolean {
  return expert.allowed.some((allowed) => allowed.action === action);
}

/** One's own place in the expert register: apply, follow, change, leave. */
export function OwnRecord() {
  const { t } = useTranslation('experts');
  const { t: shell } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const own = useOwnExpert();
  const saved = (record: ExpertView) => {
    client.setQueryData(ownKey, record);
    setEditing(false);
    void message.success(t('saved'));
  };
  const known = own.data ?? null;
  return (
    <Page
      title={t('own')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}
      lead={<p className="muted">{t('ownHint')}</p>}
      actions={known && !editing && (
        <>
          {may(known, 'apply') && <Button type="primary" onClick={() => setEditing(true)}>{t('applyAgain')}</Button>}
          {may(known, 'change') && <Button onClick={() => setEditing(true)}>{t('change')}</Button>}
          <Judging expert={known} />
        </>
      )}
    >
      <Loaded query={own}>
        {(record) => (record === null || editing
          ? <RecordForm key={record?.version ?? 0} known={record} onSaved={saved} />
          : <Record expert={record} />)}
      </Loaded>
    </Page>
  );
}
