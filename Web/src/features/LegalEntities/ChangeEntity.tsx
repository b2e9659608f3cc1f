import { useEffect } from 'react';
import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import { useMay } from '@/api/session';
import type { LegalEntityView } from '@/api/types';
import { EntityPicker, type EntityValue } from '@/ui/EntityPicker';
import { FormDialog } from '@/ui/FormDialog';
import { placeErrors } from '@/ui/formErrors';
import { changeEntity } from './queries';

interface Typed {
  name: string;
  competentAuthority?: EntityValue;
  recommendingUnit?: EntityValue;
  contact?: string;
  reason: string;
}

/** What was changed; null for what stays. */
export function changeOf(before: LegalEntityView, typed: Typed) {
  const other = (chosen: EntityValue | undefined, known: EntityValue | null) =>
    (chosen === undefined || chosen.id === known?.id ? null : chosen.id);
  return {
    name: typed.name.trim() === before.name ? null : typed.name.trim(),
    competentAuthority: other(typed.competentAuthority, before.competentAuthority),
    recommendingUnit: other(typed.recommendingUnit, before.recommendingUnit),
    contact: (typed.contact ?? '').trim() === before.contact ? null : (typed.contact ?? '').trim(),
    reason: typed.reason.trim(),
  };
}

/** Changes an organisation; its own office only the contact. Running projects keep what they were submitted with. */
export function ChangeEntity({ entity, onClose }: { entity: LegalEntityView; onClose: () => void }) {
  const { t } = useTranslation('entities');
  const { t: any } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const governs = useMay()('entity.manage');
  const [form] = Form.useForm<Typed>();
  const change = useCommand(changeEntity, {
    onSuccess: (changed) => {
      client.setQueryData(['entity', changed.id], changed);
      void client.invalidateQueries({ queryKey: ['entity', 'list'] });
      void message.success(t('change.done'));
      onClose();
    },
  });
  useEffect(() => {
    if (change.error) {
      placeErrors(form, any, change.error);
    }
  }, [form, any, change.error]);
  return (
    <FormDialog id="change-entity" title={`${t('change.title')} · ${entity.name}`} busy={change.isPending} error={change.error} onClose={onClose}>
      <Form<Typed>
        id="change-entity" form={form} layout="vertical"
        initialValues={{
          name: entity.name, competentAuthority: entity.competentAuthority ?? undefined,
          recommendingUnit: entity.recommendingUnit ?? undefined, contact: entity.contact,
        }}
        onFinish={(typed) => change.mutate({
          id: entity.id, version: entity.version,
          change: changeOf(entity, { ...typed, name: typed.name ?? entity.name }),
        })}
      >
        {governs && (
          <>
            <Form.Item name="name" label={t('name')} rules={[{ required: true, min: 2, max: 120, message: t('register.nameLength') }]}>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="competentAuthority" label={t('authority')} extra={t('change.keep')}><EntityPicker label={t('authority')} /></Form.Item>
            <Form.Item name="recommendingUnit" label={t('recommending')} extra={t('change.keep')}><EntityPicker label={t('recommending')} /></Form.Item>
          </>
        )}
        <Form.Item name="contact" label={t('contact')} extra={t('register.contactHint')}><Input maxLength={200} /></Form.Item>
        <Form.Item name="reason" label={any('reason')} extra={any('reasonHint')} rules={[{ required: true, whitespace: true, message: any('missing') }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
