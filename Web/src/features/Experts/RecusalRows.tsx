import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Recusal } from '@/api/types';
import { EntityPicker } from '@/ui/EntityPicker';

type Who = Pick<Recusal, 'id' | 'name'>;

function EntityChoice({ value, onChange, label }: { value?: Who; onChange?: (who: Who) => void; label: string }) {
  return (
    <EntityPicker
      label={label} value={value?.id ? value : undefined} onChange={(chosen) => onChange?.(chosen ?? { id: '', name: '' })}
    />
  );
}

function PersonName({ value, onChange, label }: { value?: Who; onChange?: (who: Who) => void; label: string }) {
  const { t } = useTranslation('experts');
  return (
    <Input
      aria-label={label} style={{ minWidth: 240 }} placeholder={t('recusalPerson')} maxLength={60} value={value?.name ?? ''}
      onChange={(event) => onChange?.({ id: '', name: event.target.value })}
    />
  );
}

/** The organisations and people whose projects the expert must not review, one per row. */
export function RecusalRows() {
  const { t } = useTranslation('experts');
  const kinds = ['entity', 'person'].map((kind) => ({ value: kind, label: t(`recusalKind.${kind}`) }));
  return (
    <Form.List name="recusals">
      {(rows, { add, remove }) => (
        <div className="stack">
          {rows.map((row) => (
            <div key={row.key} className="row" style={{ alignItems: 'flex-start' }}>
              <Form.Item name={[row.name, 'kind']} noStyle initialValue="entity">
                <Select aria-label={t('recusalKindOf')} options={kinds} style={{ width: 100 }} />
              </Form.Item>
              <Form.Item noStyle dependencies={[['recusals', row.name, 'kind']]}>
                {({ getFieldValue }) => (
                  <Form.Item name={[row.name, 'who']} noStyle>
                    {getFieldValue(['recusals', row.name, 'kind']) === 'person'
                      ? <PersonName label={t('recusalName')} /> : <EntityChoice label={t('recusalName')} />}
                  </Form.Item>
                )}
              </Form.Item>
              <Form.Item name={[row.name, 'why']} noStyle initialValue="">
                <Input aria-label={t('recusalWhy')} placeholder={t('recusalWhy')} maxLength={100} style={{ width: 200 }} />
              </Form.Item>
              <Button onClick={() => remove(row.name)}>{t('remove')}</Button>
            </div>
          ))}
          <div><Button onClick={() => add({ kind: 'entity', why: '' })}>{t('addRecusal')}</Button></div>
        </div>
      )}
    </Form.List>
  );
}
