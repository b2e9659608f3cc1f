import { useState } from 'react';
import { Button, Select } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/ui/FormDialog';
import { useWords } from '@/ui/words';
import type { SectionPart } from '../model/definition';
import { freeId, insert, type Place } from '../model/places';
import { summands, sumRule, type Summand } from '../model/sums';
import { useEditing } from './editing';

function CheckDialog({ section, place, all, onClose }: {
  section: SectionPart; place: Place; all: readonly Summand[]; onClose: () => void;
}) {
  const { t } = useTranslation('design');
  const { definition, change, go } = useEditing();
  const words = useWords();
  const [total, setTotal] = useState<string>();
  const [parts, setParts] = useState<string[]>([]);
  const options = all.map((each) => ({ value: each.value, label: each.names.map(words).join(' / ') }));
  const totals = options.filter((option) => !option.value.includes('/'));
  const named = (value: string, language: 'zh' | 'en') => {
    const names = all.find((each) => each.value === value)?.names ?? [];
    return names.at(-1)?.[language] || names.at(-1)?.zh || value;
  };
  const add = () => {
    if (!total || parts.length === 0) {
      return;
    }
    const id = freeId((section.rules ?? []).map((rule) => rule.id), `${total.toLowerCase()}-adds-up`);
    const sentence = (language: 'zh' | 'en') => t('sum.message', {
      lng: language, total: named(total, language), parts: parts.map((part) => named(part, language)).join(language === 'zh' ? '、' : ', '),
    });
    change(insert(definition, `${place}/rules`, {
      id, holds: sumRule(total, parts), message: { zh: sentence('zh'), en: sentence('en') }, field: total,
    }), `${place}/rules`);
    go(`${place}/rules/${id}`);
    onClose();
  };
  return (
    <FormDialog title={t('sum.title')} ok={t('sum.ok')} id="sum-check" busy={false} error={null} onClose={onClose}>
      <form id="sum-check" className="stack" onSubmit={(event) => { event.preventDefault(); add(); }}>
        <p className="muted">{t('sum.hint')}</p>
        <div className="field">
          <label htmlFor="sum-total">{t('sum.total')}</label>
          <Select id="sum-total" value={total} options={totals} placeholder={t('choose')} onChange={setTotal} />
        </div>
        <div className="field">
          <label htmlFor="sum-parts">{t('sum.parts')}</label>
          <Select
            id="sum-parts" mode="multiple" value={parts} options={options.filter((option) => option.value !== total)} placeholder={t('choose')}
            showSearch={{ optionFilterProp: 'label' }} onChange={setParts}
          />
        </div>
      </form>
    </FormDialog>
  );
}

/** Adds a check that a total equals the sum of what it is made of, without writing a rule. */
export function SumCheck({ section, place }: { section: SectionPart; place: Place }) {
  const { t } = useTranslation('design');
  const { readOnly } = useEditing();
  const [open, setOpen] = useState(false);
  const all = summands(section);
  if (readOnly || all.length < 2 || all.every((each) => each.value.includes('/'))) {
    return null;
  }
  return (
    <>
      <Button size="small" icon={<PlusOutlined />} onClick={() => setOpen(true)}>{t('sum.add')}</Button>
      {open && <CheckDialog section={section} place={place} all={all} onClose={() => setOpen(false)} />}
    </>
  );
}
