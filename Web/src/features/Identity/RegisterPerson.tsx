import { useEffect, useMemo } from 'react';
import { App, Button, Form, Input } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import { useActingIdentity, useMay } from '@/api/session';
import { paths } from '@/app/paths';
import { placeErrors } from '@/ui/formErrors';
import { Page } from '@/ui/Page';
import { Empty, Refused } from '@/ui/States';
import { IdentityFields, identityOf, type TypedIdentity } from './IdentityFields';
import { firstPassword } from './password';
import { registerPerson } from './queries';
import { isResidentId, normalResidentId } from './residentId';

interface Typed {
  name: string;
  login: string;
  residentId?: string;
  mobile?: string;
  password: string;
  identities: TypedIdentity[];
}

function Account() {
  const { t } = useTranslation('identity');
  const { t: any } = useTranslation();
  const form = Form.useFormInstance<Typed>();
  const missing = { required: true, message: any('missing') };
  return (
    <section className="panel">
      <h2>{t('register.account')}</h2>
      <div className="field-grid">
        <Form.Item name="name" label={t('people.name')} rules={[missing, { min: 2, max: 60, message: t('register.nameLength') }]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="login" label={t('login.name')} extra={t('register.loginHint')}
          rules={[missing, { pattern: /^[A-Za-z0-9._@-]{3,64}$/, message: t('register.loginHint') }]}
        >
          <Input maxLength={64} autoComplete="off" autoCapitalize="none" />
        </Form.Item>
        <Form.Item
          name="residentId" label={t('people.residentId')} extra={t('register.residentIdHint')}
          rules={[{ validator: (_rule, value: string | undefined) => (!value || isResidentId(value)
            ? Promise.resolve() : Promise.reject(new Error(t('register.residentIdWrong')))) }]}
        >
          <Input maxLength={24} autoComplete="off" />
        </Form.Item>
        <Form.Item name="mobile" label={t('people.mobile')} rules={[{ pattern: /^1\d{10}$/, message: t('register.mobileWrong') }]}>
          <Input maxLength={11} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item label={t('register.password')} required extra={t('register.passwordHint')} htmlFor="password">
          <div className="row" style={{ flexWrap: 'nowrap' }}>
            <Form.Item name="password" noStyle rules={[missing, { min: 10, max: 128, message: t('register.passwordLength') }]}>
              <Input id="password" maxLength={128} autoComplete="off" className="num" />
            </Form.Item>
            <Button onClick={() => form.setFieldValue('password', firstPassword())}>{t('register.makePassword')}</Button>
          </div>
        </Form.Item>
      </div>
    </section>
  );
}

function Identities({ first }: { first: Partial<TypedIdentity> }) {
  const { t } = useTranslation('identity');
  return (
    <section className="panel">
      <h2>{t('people.identities')}</h2>
      <Form.List name="identities">
        {(rows, { add, remove }) => (
          <div className="stack">
            {rows.map(({ key, name }, at) => (
              <fieldset key={key}>
                <legend>{t('register.identityNo', { number: at + 1 })}</legend>
                <IdentityFields at={[name]} />
                {rows.length > 1 && (
                  <Button icon={<DeleteOutlined />} onClick={() => remove(name)}>{t('register.removeIdentity', { number: at + 1 })}</Button>
                )}
              </fieldset>
            ))}
            <div><Button icon={<PlusOutlined />} onClick={() => add(first)}>{t('register.addIdentity')}</Button></div>
          </div>
        )}
      </Form.List>
    </section>
  );
}

/** Opens an account with its first identities. */
export function RegisterPerson() {
  const { t } = useTranslation('identity');
  const { t: any } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { message } = App.useApp();
  const may = useMay();
  const acting = useActingIdentity();
  const [form] = Form.useForm<Typed>();
  const register = useCommand(registerPerson, {
    onSuccess: (person) => {
      client.setQueryData(['person', person.id], person);
      void client.invalidateQueries({ queryKey: ['person', 'list'] });
      void message.success(t('register.done', { name: person.name }));
      void navigate(paths.person(person.id), { replace: true });
    },
  });
  useEffect(() => {
    if (register.error) {
      placeErrors(form, any, register.error);
    }
  }, [form, any, register.error]);
  const first = useMemo<Partial<TypedIdentity>>(() => (acting && !may('entity.manage') ? { organisation: acting.organisation } : {}), [acting, may]);
  const crumbs = [{ name: any('nav.tasks'), to: paths.tasks() }, { name: t('people.title'), to: paths.people() }];
  if (!may('person.manage')) {
    return <Page title={t('register.title')} crumbs={crumbs}><div className="panel"><Empty title={t('register.notHere')} hint={t('register.notHereHint')} /></div></Page>;
  }
  return (
    <Page title={t('register.title')} crumbs={crumbs} lead={<p className="muted prose">{t('register.lead')}</p>}>
      <Form<Typed>
        form={form} layout="vertical" className="stack" scrollToFirstError={{ focus: true }} initialValues={{ identities: [first] }}
        onFinish={(typed) => register.mutate({
          name: typed.name.trim(),
          login: typed.login.trim(),
          residentId: typed.residentId ? normalResidentId(typed.residentId) : null,
          mobile: typed.mobile || null,
          password: typed.password,
          passwordHash: null,
          identities: typed.identities.map(identityOf),
        })}
      >
        <Account />
        <Identities first={first} />
        <Refused error={register.error} />
        <div className="row">
          <Button type="primary" htmlType="submit" loading={register.isPending}>{t('register.go')}</Button>
          <Button onClick={() => void navigate(paths.people())}>{any('cancel')}</Button>
        </div>
      </Form>
    </Page>
  );
}
