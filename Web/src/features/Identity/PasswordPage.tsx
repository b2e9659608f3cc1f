import { useState } from 'react';
import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, take, writing } from '@/api/client';
import { useCommand } from '@/api/commands';
import { useSession } from '@/api/session';
import { Page } from '@/ui/Page';
import { Refused } from '@/ui/States';
import { paths } from '@/app/paths';

interface Typed {
  old: string;
  new: string;
  again: string;
}

function changePassword(act: { old: string; new: string; person: string }, commandId: string) {
  return take(api.PUT('/api/v1/me/password', {
    body: { old: act.old, new: act.new },
    headers: { ...writing(commandId), 'X-Acting-Identity': act.person },
  }));
}

/** Changes one's own password; all other sessions end. */
export function PasswordPage() {
  const { t } = useTranslation('identity');
  const { t: shell } = useTranslation();
  const { message } = App.useApp();
  const session = useSession().data;
  const [form] = Form.useForm<Typed>();
  const [tried, setTried] = useState(false);
  const change = useCommand(changePassword, {
    onSuccess: () => {
      form.resetFields();
      setTried(false);
      void message.success(t('password.done'));
    },
  });
  return (
    <Page title={t('password.title')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}>
      <div className="panel" style={{ maxWidth: 480 }}>
        <p className="muted">{t('password.hint')}</p>
        {tried && <Refused error={change.error} />}
        <Form<Typed>
          form={form}
          layout="vertical"
          style={{ marginTop: 12 }}
          onFinish={(typed) => {
            setTried(true);
            change.mutate({ old: typed.old, new: typed.new, person: session?.person ?? '' });
          }}
        >
          <Form.Item name="old" label={t('password.old')} rules={[{ required: true, message: t('password.oldMissing') }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Form.Item name="new" label={t('password.new')} rules={[{ required: true, message: t('password.newMissing') }]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            name="again"
            label={t('password.again')}
            dependencies={['new']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_rule, value) => (value === getFieldValue('new')
                  ? Promise.resolve() : Promise.reject(new Error(t('password.differs')))),
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={change.isPending}>{t('password.change')}</Button>
        </Form>
      </div>
    </Page>
  );
}
