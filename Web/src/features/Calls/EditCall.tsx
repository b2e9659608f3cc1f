import { useState } from 'react';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { CallView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded, Refused } from '@/ui/States';
import { sentence } from '@/ui/sentences';
import { When } from '@/ui/When';
import { Blocks, BlocksDialog } from './Blocks';
import { CallForm } from './CallForm';
import { CallStatus } from './CallStatus';
import { ExtendDialog, NoticeDialog } from './CallDialogs';
import { publishCall, useCall } from './queries';

function allowedOf(call: CallView, action: string) {
  return call.allowed.find((each) => each.action === action);
}

function Published({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  return (
    <div className="stack">
      <section className="panel">
        <dl className="facts">
          <div><dt>{t('state')}</dt><dd><CallStatus status={call.status} /></dd></div>
          <div><dt>{t('opens')}</dt><dd><When at={call.opens} /></dd></div>
          <div><dt>{t('closes')}</dt><dd><When at={call.closes} /></dd></div>
          <div><dt>{t('cap')}</dt><dd>{call.entityCap === null ? t('capNone') : t('capOf', { count: call.entityCap })}</dd></div>
          <div><dt>{t('definition')}</dt><dd>{t('definitionOf', { version: call.definitionVersion })}</dd></div>
          <div><dt>{t('contact')}</dt><dd>{call.contact}</dd></div>
        </dl>
      </section>
      <Blocks call={call} />
      <section className="panel">
        <h2>{t('notices')}</h2>
        {call.notices.length === 0 && <p className="muted">{t('noNotices')}</p>}
        {call.notices.map((notice) => (
          <article key={notice.id}>
            <h3>{notice.title}</h3>
            <p className="small muted"><When at={notice.at} /></p>
            <p className="prose">{notice.text}</p>
          </article>
        ))}
      </section>
    </div>
  );
}

function Actions({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { t: any } = useTranslation();
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<'extend' | 'notice' | 'blocks' | null>(null);
  const publish = useCommand(publishCall, {
    onSuccess: (published) => {
      client.setQueryData(['call', call.id], published);
      void client.invalidateQueries({ queryKey: ['call', 'list'] });
      void message.success(t('published'));
    },
    onError: (error) => void modal.error({ title: t('publishFailed'), content: <Refused error={error} /> }),
  });
  const buttons = [
    { action: 'publish', name: t('publish'), run: () => void modal.confirm({
      title: t('publishAsk', { title: call.title }), content: t('publishHint'), okText: t('publish'),
      onOk: () => publish.mutateAsync({ id: call.id, version: call.version }).catch(() => undefined),
    }) },
    { action: 'extend', name: t('extend'), run: () => setDialog('extend') },
    { action: 'post', name: t('post'), run: () => setDialog('notice') },
    { action: 'blocks', name: t('block.change'), run: () => setDialog('blocks') },
  ];
  return (
    <>
      {buttons.map(({ action, name, run }) => {
        const allowed = allowedOf(call, action) ?? (action === 'post' ? allowedOf(call, 'notice') : undefined);
        if (!allowed) {
          return null;
        }
        const why = allowed.why.map((reason) => sentence(any, reason)).join('；');
        return (
          <Button key={action} type={allowed.primary ? 'primary' : 'default'} disabled={why !== ''} title={why} onClick={run}>
            {name}
          </Button>
        );
      })}
      <Link className="btn" to={paths.projects({ call: call.id })}>{t('seeProjects')}</Link>
      {call.status !== 'draft' && <Link className="btn" to={paths.call(call.id)}>{t('seePublic')}</Link>}
      {dialog === 'extend' && <ExtendDialog call={call} onClose={() => setDialog(null)} />}
      {dialog === 'blocks' && <BlocksDialog call={call} onClose={() => setDialog(null)} />}
      {dialog === 'notice' && <NoticeDialog call={call} onClose={() => setDialog(null)} />}
    </>
  );
}

/** A call as its officer works on it: a draft is edited, a published one is extended and given notices. */
export function EditCall() {
  const { t } = useTranslation('calls');
  const { t: shell } = useTranslation();
  const navigate = useNavigate();
  const { call: id = '' } = useParams();
  const query = useCall(id);
  const crumbs = [{ name: shell('nav.tasks'), to: paths.tasks() }, { name: t('manageTitle'), to: paths.manageCalls() }];
  if (id === '') {
    return (
      <Page title={t('new')} crumbs={crumbs}>
        <CallForm call={null} onSaved={(saved) => void navigate(paths.manageCall(saved.id), { replace: true })} />
      </Page>
    );
  }
  return (
    <Page title={query.data?.title ?? t('call')} crumbs={crumbs} actions={query.data && <Actions call={query.data} />}>
      <Loaded query={query} lines={10}>
        {(call) => (call.status === 'draft'
          ? <CallForm key={call.id} call={call} onSaved={() => undefined} />
          : <Published call={call} />)}
      </Loaded>
    </Page>
  );
}
