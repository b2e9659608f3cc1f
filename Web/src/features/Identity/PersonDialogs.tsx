import { useEffect } from 'react';
import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import { useActingIdentity, useMay } from '@/api/session';
import type { IdentityView, PersonView } from '@/api/types';
import { placeErrors } from '@/ui/formErrors';
import { FormDialog } from '@/ui/FormDialog';
import { useWords } from '@/ui/words';
import { IdentityFields, identityOf, type TypedIdentity } from './IdentityFields';
import { firstPassword } from './password';
import { addIdentity, correctPerson, endIdentity, resetPassword, unlockPerson } from './queries';

interface Shape {
  person: PersonView;
  onClose: () => void;
}

/** One act on a person: what it changed is shown at once, and said. */
function useAct<A extends object>(
  run: (act: A, commandId: string) => Promise<PersonView>, done: string, onClose: () => void,
) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const { t: any } = useTranslation();
  const [form] = Form.useForm();
  const act = useCommand(run, {
    onSuccess: (person) => {
      client.setQueryData(['person', person.id], person);
      void client.invalidateQueries({ queryKey: ['person', 'list'] });
      void message.success(done);
      onClose();
    },
  });
  useEffect(() => {
    if (act.error) {
      placeErrors(form, any, act.error);
    }
  }, [act.error, any, form]);
  return { act, form };
}

function Reason() {
  const { t } = useTranslation();
  return (
    <Form.Item name="reason" label={t('reason')} extra={t('reasonHint')} rules={[{ required: true, whitespace: true, message: t('missing') }]}>
      <Input.TextArea rows={3} maxLength={500} showCount />
    </Form.Item>
  );
}

export function AddIdentityDialog({ person, onClose }: Shape) {
  const { t } = useTranslation('identity');
  const may = useMay();
  const acting = useActingIdentity();
  const { act, form } = useAct(addIdentity, t('give.done'), onClose);
  return (
    <FormDialog id="add-identity" title={`${t('give.title')} · ${person.name}`} busy={act.isPending} error={act.error} onClose={onClose}>
      <Form<TypedIdentity>
        id="add-identity" form={form} layout="vertical"
        initialValues={acting && !may('entity.manage') ? { organisation: acting.organisation } : {}}
        onFinish={(typed) => act.mutate({ id: person.id, version: person.version, identity: identityOf(typed) })}
      >
        <IdentityFields />
      </Form>
    </FormDialog>
  );
}

export function EndIdentityDialog({ person, identity, onClose }: Shape & { identity: IdentityView }) {
  const { t } = useTranslation('identity');
  const words = useWords();
  const { act, form } = useAct(endIdentity, t('end.done'), onClose);
  const name = `${words(identity.roleName)} · ${identity.organisation.name}`;
  return (
    <FormDialog id="end-identity" title={`${t('end.title')} · ${person.name}`} ok={t('end.title')} danger busy={act.isPending} error={act.error} onClose={onClose}>
      <div className="band">{t('end.hint', { name })}</div>
      <Form<{ reason: string }>
        id="end-identity" form={form} layout="vertical"
        onFinish={({ reason }) => act.mutate({
          id: person.id, version: person.version, identity: identity.id, reason: reason.trim(),
        })}
      >
        <Reason />
      </Form>
    </FormDialog>
  );
}

export function CorrectDialog({ person, onClose }: Shape) {
  const { t } = useTranslation('identity');
  const { act, form } = useAct(correctPerson, t('correct.done'), onClose);
  return (
    <FormDialog id="correct" title={`${t('correct.title')} · ${person.name}`} busy={act.isPending} error={act.error} onClose={onClose}>
      <Form<{ name: string; mobile?: string; reason: string }>
        id="correct" form={form} layout="vertical" initialValues={{ name: person.name }}
        onFinish={({ name, mobile, reason }) => act.mutate({
          id: person.id, version: person.version, name: name.trim() === person.name ? null : name.trim(),
          mobile: mobile || null, reason: reason.trim(),
        })}
      >
        <Form.Item name="name" label={t('people.name')} rules={[{ required: true, min: 2, max: 60, message: t('register.nameLength') }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="mobile" label={t('correct.mobile')} extra={t('correct.mobileHint', { mobile: person.mobileMasked || '—' })}
          rules={[{ pattern: /^1\d{10}$/, message: t('register.mobileWrong') }]}
        >
          <Input maxLength={11} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Reason />
      </Form>
    </FormDialog>
  );
}

export function ResetDialog({ person, onClose }: Shape) {
  const { t } = useTranslation('identity');
  const { t: any } = useTranslation();
  const { act, form } = useAct(resetPassword, t('reset.done'), onClose);
  return (
    <FormDialog id="reset" title={`${t('reset.title')} · ${person.name}`} ok={t('reset.title')} danger busy={act.isPending} error={act.error} onClose={onClose}>
      <div className="band">{t('reset.hint')}</div>
      <Form<{ new: string; reason: string }>
        id="reset" form={form} layout="vertical"
        onFinish={(typed) => act.mutate({
          id: person.id, version: person.version, new: typed.new, reason: typed.reason.trim(),
        })}
      >
        <Form.Item
          name="new" label={t('password.new')} extra={t('register.passwordHint')}
          rules={[{ required: true, message: any('missing') }, { min: 10, max: 128, message: t('register.passwordLength') }]}
        >
          <Input className="num" maxLength={128} autoComplete="off" />
        </Form.Item>
        <Form.Item>
          <Button onClick={() => form.setFieldValue('new', firstPassword())}>{t('register.makePassword')}</Button>
        </Form.Item>
        <Reason />
      </Form>
    </FormDialog>
  );
}

export function UnlockDialog({ person, onClose }: Shape) {
  const { t } = useTranslation('identity');
  const { act, form } = useAct(unlockPerson, t('unlock.done'), onClose);
  return (
    <FormDialog id="unlock" title={`${t('unlock.title')} · ${person.name}`} ok={t('unlock.title')} busy={act.isPending} error={act.error} onClose={onClose}>
      <div className="band">{t('unlock.hint')}</div>
      <Form<{ reason: string }>
        id="unlock" form={form} layout="vertical"
        onFinish={({ reason }) => act.mutate({ id: person.id, version: person.version, reason: reason.trim() })}
      >
        <Reason />
      </Form>
    </FormDialog>
  );
}
