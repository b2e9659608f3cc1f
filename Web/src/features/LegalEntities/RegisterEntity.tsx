import { useEffect } from 'react';
import { App, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import { useMay } from '@/api/session';
import { paths } from '@/app/paths';
import { EntityPicker, type EntityValue } from '@/ui/EntityPicker';
import { placeErrors } from '@/ui/formErrors';
import { Page } from '@/ui/Page';
import { Empty, Refused } from '@/ui/States';
import { isCreditCode, normalCreditCode } from './creditCode';
import { kinds, registerEntity, withCode } from './queries';

interface Typed {
  name: string;
  creditCode?: string;
  kind: string;
  region: string;
  parent?: EntityValue;
  competentAuthority?: EntityValue;
  recommendingUnit?: EntityValue;
  contact?: string;
}

function What() {
  const { t } = useTranslation('entities');
  const { t: any } = useTranslation();
  const form = Form.useFormInstance<Typed>();
  const kind = Form.useWatch<string | undefined>('kind', form);
  const needsCode = withCode.includes(kind ?? '');
  const missing = { required: true, message: any('missing') };
  return (
    <section className="panel">
      <h2>{t('register.what')}</h2>
      <div className="field-grid">
        <Form.Item name="name" label={t('name')} rules={[missing, { min: 2, max: 120, message: t('register.nameLength') }]}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')} rules={[missing]}>
          <Select aria-label={t('kind')} options={kinds.map((each) => ({ value: each, label: t(`kinds.${each}`) }))} />
        </Form.Item>
        <Form.Item
          name="creditCode" label={t('creditCode')} required={needsCode} dependencies={['kind']} extra={t('register.codeHint')}
          validateTrigger="onBlur"
          normalize={(typed: string | undefined) => typed?.toUpperCase()}
          getValueProps={(value: string | undefined) => ({ value: value ?? '' })}
          rules={[{ validator: (_rule, value: string | undefined) => (!value
            ? (needsCode ? Promise.reject(new Error(t('register.codeMissing'))) : Promise.resolve())
            : isCreditCode(value) ? Promise.resolve() : Promise.reject(new Error(t('register.codeWrong')))) }]}
        >
          <Input maxLength={24} className="num" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="region" label={t('region')} extra={t('register.regionHint')}
          rules={[missing, { pattern: /^\d{6}$/, message: t('register.regionWrong') }]}
        >
          <Input maxLength={6} inputMode="numeric" className="num" />
        </Form.Item>
      </div>
    </section>
  );
}

function Place() {
  const { t } = useTranslation('entities');
  const { t: any } = useTranslation();
  const kind = Form.useWatch<string | undefined>('kind', Form.useFormInstance<Typed>());
  return (
    <section className="panel">
      <h2>{t('register.place')}</h2>
      <div className="field-grid">
        <Form.Item
          name="parent" label={t('parent')} extra={t('register.parentHint')} dependencies={['kind']}
          rules={[{ required: kind === 'division', message: any('missing') }]}
        >
          <EntityPicker label={t('parent')} />
        </Form.Item>
        <Form.Item name="competentAuthority" label={t('authority')} extra={t('register.authorityHint')}>
          <EntityPicker label={t('authority')} />
        </Form.Item>
        <Form.Item name="recommendingUnit" label={t('recommending')} extra={t('register.recommendingHint')}>
          <EntityPicker label={t('recommending')} />
        </Form.Item>
        <Form.Item name="contact" label={t('contact')} extra={t('register.contactHint')}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
    </section>
  );
}

/** Registers an organisation: what it is, where it stands, who is competent for it. */
export function RegisterEntity() {
  const { t } = useTranslation('entities');
  const { t: any } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const may = useMay();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const register = useCommand(registerEntity, {
    onSuccess: (entity) => {
      client.setQueryData(['entity', entity.id], entity);
      void client.invalidateQueries({ queryKey: ['entity', 'list'] });
      void message.success(t('register.done', { name: entity.name }));
      void navigate(paths.entity(entity.id), { replace: true });
    },
  });
  useEffect(() => {
    if (register.error) {
      placeErrors(form, any, register.error);
    }
  }, [form, any, register.error]);
  const crumbs = [{ name: any('nav.tasks'), to: paths.tasks() }, { name: t('title'), to: paths.entities() }];
  if (!may('entity.manage')) {
    return <Page title={t('register.title')} crumbs={crumbs}><div className="panel"><Empty title={t('register.notHere')} hint={t('register.notHereHint')} /></div></Page>;
  }
  return (
    <Page title={t('register.title')} crumbs={crumbs}>
      <Form<Typed>
        form={form} layout="vertical" className="stack" scrollToFirstError={{ focus: true }}
        onFinish={(typed) => register.mutate({
          name: typed.name.trim(),
          creditCode: typed.creditCode ? normalCreditCode(typed.creditCode) : null,
          kind: typed.kind,
          region: typed.region,
          parent: typed.parent?.id ?? null,
          competentAuthority: typed.competentAuthority?.id ?? null,
          recommendingUnit: typed.recommendingUnit?.id ?? null,
          contact: typed.contact?.trim() ?? '',
        })}
      >
        <What />
        <Place />
        <Refused error={register.error} />
        <div className="row">
          <Button type="primary" htmlType="submit" loading={register.isPending}>{t('register.go')}</Button>
          <Button onClick={() => void navigate(paths.entities())}>{any('cancel')}</Button>
        </div>
      </Form>
    </Page>
  );
}
