import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { AddIdentity } from '@/api/types';
import { EntityPicker, type EntityValue } from '@/ui/EntityPicker';
import { staysInForm } from '@/ui/staysInForm';
import { useWords } from '@/ui/words';
import { useRoles } from './queries';

export interface TypedIdentity {
  role: string;
  organisation: EntityValue;
  position?: string;
  until?: Dayjs | null;
}

/** The identity as it is sent. */
export function identityOf({ role, organisation, position, until }: TypedIdentity): AddIdentity {
  return {
    role, organisation: organisation.id, position: position?.trim() ?? '', until: until ? until.format('YYYY-MM-DD') : null,
  };
}

/** Role, organisation, position and last day of an identity; only roles that the acting identity may give. */
export function IdentityFields({ at = [] }: { at?: (string | number)[] }) {
  const { t } = useTranslation('identity');
  const { t: any } = useTranslation();
  const words = useWords();
  const roles = useRoles();
  const missing = [{ required: true, message: any('missing') }];
  const given = (roles.data ?? []).filter((role) => role.given);
  return (
    <div className="field-grid">
      <Form.Item name={[...at, 'role']} label={t('give.role')} rules={missing}>
        <Select
          loading={roles.isLoading} showSearch={{ optionFilterProp: 'label' }} aria-label={t('give.role')}
          options={given.map((role) => ({ value: role.code, label: words(role.name) }))}
        />
      </Form.Item>
      <Form.Item name={[...at, 'organisation']} label={t('give.organisation')} rules={missing}>
        <EntityPicker label={t('give.organisation')} />
      </Form.Item>
      <Form.Item name={[...at, 'position']} label={t('give.position')} extra={t('give.positionHint')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={[...at, 'until']} label={t('give.until')} extra={t('give.untilHint')}>
        <DatePicker style={{ width: '100%' }} minDate={dayjs()} onKeyDown={staysInForm} />
      </Form.Item>
    </div>
  );
}
