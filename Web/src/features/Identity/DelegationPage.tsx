import { App, Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/api/commands';
import { useSession } from '@/api/session';
import type { DelegationView, SessionView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Empty, Loaded, Refused } from '@/ui/States';
import { Status, type Tone } from '@/ui/Status';
import { staysInForm } from '@/ui/staysInForm';
import { useWords } from '@/ui/words';
import { delegateTasks, endDelegation, readDelegations, readStandIns } from './delegations';

const tones: Record<string, Tone> = { planned: 'busy', active: 'good', over: 'off', ended: 'off' };

interface Typed {
  identity: string;
  taker: string;
  period: [Dayjs, Dayjs];
  reason: string;
}

function Give({ session }: { session: SessionView }) {
  const { t } = useTranslation('identity');
  const words = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Typed>();
  const own = session.identities.filter((each) => each.active && !each.for);
  const only = own.length === 1 ? own[0]?.id ?? '' : '';
  const [identity, setIdentity] = useState(only);
  const takers = useQuery({ ...readStandIns(identity), enabled: identity !== '' });
  const give = useCommand(delegateTasks, {
    onSuccess: (all) => {
      client.setQueryData(readDelegations().queryKey, all);
      form.resetFields();
      setIdentity(only);
      void message.success(t('delegation.given'));
    },
  });
  const missing = [{ required: true, message: t('delegation.missing') }];
  return (
    <section className="panel" style={{ maxWidth: 720 }}>
      <h2>{t('delegation.give')}</h2>
      <Refused error={give.error} />
      <Form<Typed>
        form={form} layout="vertical" initialValues={{ identity: only || undefined }}
        onFinish={({ taker, period: [from, until], reason }) => {
          const chosen = takers.data?.find((each) => each.identity === taker);
          give.mutate({
            person: session.person, identity, to: chosen?.person.id ?? '', toIdentity: taker,
            from: from.format('YYYY-MM-DD'), until: until.format('YYYY-MM-DD'), reason,
          });
        }}
      >
        <Form.Item name="identity" label={t('delegation.identity')} rules={missing}>
          <Select
            options={own.map((each) => ({ value: each.id, label: `${words(each.roleName)} · ${each.organisation.name}` }))}
            onChange={(chosen: string) => {
              setIdentity(chosen);
              form.resetFields(['taker']);
            }}
          />
        </Form.Item>
        <Form.Item name="taker" label={t('delegation.to')} rules={missing}>
          <Select
            loading={takers.isFetching} placeholder={t('delegation.toPlaceholder')}
            showSearch={{ optionFilterProp: 'label' }} notFoundContent={t('delegation.toNone')}
            options={takers.data?.map((each) => ({
              value: each.identity, label: `${each.person.name} · ${each.position || words(each.roleName)} · ${each.organisation.name}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="period" label={t('delegation.period')} rules={missing}>
          <DatePicker.RangePicker aria-label={t('delegation.period')} minDate={dayjs().startOf('day')} onKeyDown={staysInForm} />
        </Form.Item>
        <Form.Item name="reason" label={t('delegation.reason')} rules={missing}>
          <Input maxLength={200} placeholder={t('delegation.reasonPlaceholder')} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={give.isPending}>{t('delegation.submit')}</Button>
      </Form>
    </section>
  );
}

function Given({ delegation, person }: { delegation: DelegationView; person: string }) {
  const { t } = useTranslation('identity');
  const words = useWords();
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const end = useCommand(endDelegation, {
    onSuccess: (all) => {
      client.setQueryData(readDelegations().queryKey, all);
      void message.success(t('delegation.ended'));
    },
    onError: (error) => void modal.error({ content: <Refused error={error} /> }),
  });
  const open = delegation.status === 'planned' || delegation.status === 'active';
  const ask = () => void modal.confirm({
    title: t('delegation.endAsk', { name: delegation.to.name }),
    onOk: () => end.mutateAsync({ person, delegation: delegation.id }).catch(() => undefined),
  });
  return (
    <li className="spread" style={{ padding: '8px 0' }}>
      <span>
        {words(delegation.roleName)} · {delegation.organisation.name} → <b>{delegation.to.name}</b>
        <span className="small muted"> <span className="num">{delegation.from} — {delegation.until}</span> · {delegation.reason}</span>
      </span>
      <span className="row">
        <Status tone={tones[delegation.status] ?? 'plain'}>{t(`delegation.status.${delegation.status}`)}</Status>
        {open && <Button size="small" onClick={ask}>{t('delegation.end')}</Button>}
      </span>
    </li>
  );
}

/** Hands one's tasks to somebody else for a time, and shows what was handed over. */
export function DelegationPage() {
  const { t } = useTranslation('identity');
  const { t: shell } = useTranslation();
  const session = useSession().data;
  const given = useQuery(readDelegations());
  return (
    <Page
      title={t('delegation.title')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}
      lead={<p className="muted">{t('delegation.hint')}</p>}
    >
      <div className="stack">
        {session && <Give session={session} />}
        <section className="panel" style={{ maxWidth: 720 }}>
          <h2>{t('delegation.list')}</h2>
          <Loaded query={given}>
            {(all) => (all.length === 0
              ? <Empty title={t('delegation.none')} hint={t('delegation.noneHint')} />
              : (
                <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
                  {all.map((each) => <Given key={each.id} delegation={each} person={session?.person ?? ''} />)}
                </ul>
              ))}
          </Loaded>
        </section>
      </div>
    </Page>
  );
}
