import { useState } from 'react';
import { Button, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useActingIdentity } from '@/api/session';
import { useCommand } from '@/api/commands';
import { paths } from '@/app/paths';
import { EntityPicker, type EntityValue } from '@/ui/EntityPicker';
import { Page } from '@/ui/Page';
import { Refused } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import { useOrganisation } from './design/controls';
import type { Definition } from './model/definition';
import { copyOf, template } from './model/starts';
import { readFile } from './model/text';
import { readDraft, readVersion, saveDraft, useCatalogue } from './queries';

interface Act {
  from: string;
  copied: string;
  file: Definition | null;
  id: string;
  zh: string;
  en: string;
  owner: string;
}

/** What a new programme begins with: the template, another programme, or a file. */
async function begun({ from, copied, file, id, zh, en, owner }: Act, current: number): Promise<Definition> {
  const name = { zh, en: en || zh };
  if (from === 'copy') {
    const source = current > 0 ? await readVersion(copied, current) : (await readDraft(copied)).definition as Definition;
    return copyOf(source, id, name, owner);
  }
  return from === 'file' && file ? copyOf(file, id, name, owner) : template(id, name, owner);
}

/** Begins a programme: its id, name and owner, from an empty one, a copy or a file. */
export function NewProgramme() {
  const { t } = useTranslation('design');
  const { t: m } = useTranslation('members');
  const words = useWords();
  const navigate = useNavigate();
  const identity = useActingIdentity();
  const [{ from, copy }, setUrl] = useUrlState({ from: 'template', copy: '' });
  const known = useCatalogue({ search: '', state: '', class: '', owner: '', after: '' });
  const [id, setId] = useState('');
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const [chosen, setOwner] = useState<EntityValue | undefined>();
  const [file, setFile] = useState<Definition | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const copied = from === 'copy' ? known.data?.items.find((each) => each.id === copy) : undefined;
  const copiedOwner = useOrganisation(copied?.owner ?? '');
  const owner = chosen ?? (copied ? { id: copied.owner, name: copiedOwner } : identity?.organisation);
  const current = copied?.current ?? 0;
  const save = useCommand(
    async (act: Act, commandId: string) => saveDraft(act.id, await begun(act, current), 0, commandId),
    { onSuccess: (saved) => void navigate(paths.design(saved.programme)) },
  );
  const taken = known.data?.items.some((each) => each.id === id) ?? false;
  const faults = {
    id: taken ? t('new.idTaken') : /^[a-z0-9-]{1,40}$/.test(id) ? '' : t('new.idWrong'),
    zh: zh.trim() ? '' : t('new.nameMissing'),
    owner: owner ? '' : t('new.ownerMissing'),
    from: from === 'copy' && !copy ? t('new.copyMissing') : from === 'file' && !file ? fault ?? t('new.fileMissing') : '',
  };
  const read = async (chosen: File) => {
    const result = readFile(await chosen.text());
    if ('fault' in result) {
      setFile(null);
      setFault(t(`new.${result.fault}`));
      return;
    }
    setFile(result.definition);
    setFault(null);
    setId((now) => now || result.definition.programme);
    setZh((now) => now || result.definition.name.zh);
    setEn((now) => now || result.definition.name.en);
  };
  const told = (name: keyof typeof faults) => tried && faults[name] && <span className="field-error" role="alert">{faults[name]}</span>;
  return (
    <Page title={t('new.title')} crumbs={[{ name: t('catalogue'), to: paths.programmes() }]} lead={<p className="muted">{t('new.lead')}</p>}>
      <form
        className="panel stack" style={{ maxWidth: '46rem' }}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (Object.values(faults).every((each) => each === '') && owner) {
            save.mutate({ from, copied: copy, file, id, zh: zh.trim(), en: en.trim(), owner: owner.id });
          }
        }}
      >
        <Refused error={save.error} />
        <fieldset>
          <legend>{t('new.from')}</legend>
          <Radio.Group
            value={from} onChange={(event) => setUrl({ from: String(event.target.value) })}
            options={(['template', 'copy', 'file'] as const).map((value) => ({ value, label: t(`new.${value}`) }))}
          />
          {from === 'copy' && (
            <div className="field" style={{ marginTop: 8 }}>
              <label htmlFor="new-copy">{t('new.copyOf')}</label>
              <Select
                id="new-copy" showSearch={{ optionFilterProp: 'label' }} value={copy || undefined} loading={known.isLoading}
                options={(known.data?.items ?? []).map((each) => ({ value: each.id, label: words(each.name) }))}
                onChange={(value: string) => setUrl({ copy: value })}
              />
            </div>
          )}
          {from === 'file' && (
            <div className="field" style={{ marginTop: 8 }}>
              <label htmlFor="new-file">{t('new.fileLabel')}</label>
              <input id="new-file" type="file" accept=".json,application/json" onChange={(event) => event.target.files?.[0] && void read(event.target.files[0])} />
            </div>
          )}
          {told('from')}
        </fieldset>
        <div className="field">
          <label htmlFor="new-zh">{m('part.programme.name.name')}</label>
          <Input id="new-zh" value={zh} maxLength={80} onChange={(event) => setZh(event.target.value)} />
          <span className="muted small">{m('part.programme.name.help')}</span>
          {told('zh')}
        </div>
        <div className="field">
          <label htmlFor="new-en">{t('new.english')}</label>
          <Input id="new-en" value={en} maxLength={120} onChange={(event) => setEn(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="new-id">{m('part.programme.programme.name')}</label>
          <Input id="new-id" value={id} maxLength={40} className="num" onChange={(event) => setId(event.target.value.toLowerCase().replace(/[^a-z0-9-]/g, ''))} />
          <span className="muted small">{t('new.idHelp')}</span>
          {told('id')}
        </div>
        <div className="field">
          <label htmlFor="new-owner">{m('part.programme.owner.name')}</label>
          <EntityPicker id="new-owner" label={m('part.programme.owner.name')} value={owner} onChange={setOwner} />
          {told('owner')}
        </div>
        <div className="row"><Button type="primary" htmlType="submit" loading={save.isPending}>{t('new.begin')}</Button></div>
      </form>
    </Page>
  );
}
