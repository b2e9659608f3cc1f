import { useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '@/api/session';
import type { LegalEntityView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { ChangeEntity } from './ChangeEntity';
import { useEntity } from './queries';

function Other({ other }: { other: LegalEntityView['parent'] }) {
  return other ? <Link to={paths.entity(other.id)}>{other.name}</Link> : <>—</>;
}

/** An organisation: what it is, where it belongs, who is competent for it. */
export function EntityPage() {
  const { t } = useTranslation('entities');
  const { t: shell } = useTranslation();
  const may = useMay();
  const { entity: id = '' } = useParams();
  const entity = useEntity(id);
  const [changing, setChanging] = useState(false);
  return (
    <Page
      title={entity.data?.name ?? t('entity')}
      crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }, { name: t('title'), to: paths.entities() }]}
      actions={entity.data && (
        <>
          {may('project.read') && <Link className="btn" to={paths.projects({ entity: id })}>{t('projects')}</Link>}
          {entity.data.allowed.some((allowed) => allowed.action === 'change') && (
            <Button type="primary" onClick={() => setChanging(true)}>{t('change.title')}</Button>
          )}
        </>
      )}
    >
      <Loaded query={entity}>
        {(found) => (
          <section className="panel">
            <dl className="facts">
              <div><dt>{t('creditCode')}</dt><dd className="num">{found.creditCode ?? '—'}</dd></div>
              <div><dt>{t('kind')}</dt><dd>{t(`kinds.${found.kind}`, { defaultValue: found.kind })}</dd></div>
              <div><dt>{t('region')}</dt><dd className="num">{found.region}</dd></div>
              <div><dt>{t('parent')}</dt><dd><Other other={found.parent} /></dd></div>
              <div><dt>{t('authority')}</dt><dd><Other other={found.competentAuthority} /></dd></div>
              <div><dt>{t('recommending')}</dt><dd><Other other={found.recommendingUnit} /></dd></div>
              {found.contact && <div><dt>{t('contact')}</dt><dd>{found.contact}</dd></div>}
            </dl>
            {changing && <ChangeEntity entity={found} onClose={() => setChanging(false)} />}
          </section>
        )}
      </Loaded>
    </Page>
  );
}
