import { useState } from 'react';
import { App, Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SectionView } from '@/api/types';
import { Empty, Loaded } from '@/ui/States';
import { minuteOf } from '@/ui/time';
import { When } from '@/ui/When';
import { Differences, differingParts } from './Differences';
import { useSectionVersion, useSectionVersions, type SectionAt } from './queries';

function Chosen({ at, version, section, content, onRestore }: {
  at: SectionAt; version: number; section: SectionView; content: unknown; onRestore: (kept: SectionView) => void;
}) {
  const { t } = useTranslation('projects');
  const kept = useSectionVersion(at, version);
  return (
    <Loaded query={kept} lines={4}>
      {(found) => (differingParts(section.schema, section.ui, content, found.content).length === 0
        ? <p className="muted">{t('versions.same')}</p>
        : (
          <>
            <Differences
              schema={section.schema} ui={section.ui} one={content} other={found.content}
              names={{ field: t('conflict.field'), one: t('versions.now'), other: t('versions.then', { at: minuteOf(found.savedAt ?? '') }) }}
            />
            <Button type="primary" onClick={() => onRestore(found)}>{t('versions.restore')}</Button>
          </>
        ))}
    </Loaded>
  );
}

/** The kept versions of a section: when and by whom, what differs from now; restoring is a save like any other. */
export function Versions({ at, section, content, open, onClose, onRestore }: {
  at: SectionAt;
  section: SectionView;
  content: unknown;
  open: boolean;
  onClose: () => void;
  onRestore: (content: unknown) => void;
}) {
  const { t } = useTranslation('projects');
  const { modal, message } = App.useApp();
  const [chosen, setChosen] = useState<number | null>(null);
  const versions = useSectionVersions(at, section.version, open);
  const restore = (kept: SectionView) => void modal.confirm({
    title: t('versions.ask', { at: minuteOf(kept.savedAt ?? '') }), content: t('versions.askHint'), okText: t('versions.restore'),
    onOk: () => {
      onRestore(kept.content);
      void message.success(t('versions.restored'));
      onClose();
    },
  });
  return (
    <Drawer open={open} onClose={onClose} title={t('versions.title')} size={720} destroyOnHidden>
      <p className="muted">{t('versions.hint')}</p>
      <Loaded query={versions}>
        {(rows) => (rows.length === 0
          ? <Empty title={t('versions.none')} hint={t('versions.noneHint')} />
          : (
            <ol className="versions">
              {rows.map((row) => (
                <li key={row.version}>
                  <button
                    type="button" className="version" aria-expanded={chosen === row.version}
                    onClick={() => setChosen(chosen === row.version ? null : row.version)}
                  >
                    <b>{t('versions.no', { version: row.version })}</b>
                    <When at={row.savedAt} />
                    <span>{row.savedBy}</span>
                    {row.version === section.version && <span className="muted small">{t('versions.latest')}</span>}
                  </button>
                  {chosen === row.version && (
                    <div className="stack" style={{ padding: '.6rem 0' }}>
                      <Chosen at={at} version={row.version} section={section} content={content} onRestore={restore} />
                    </div>
                  )}
                </li>
              ))}
            </ol>
          ))}
      </Loaded>
    </Drawer>
  );
}
