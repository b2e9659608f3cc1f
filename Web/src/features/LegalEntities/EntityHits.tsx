import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '@/app/paths';
import { Hits } from '@/ui/Hits';
import { useEntities } from './queries';

export function EntityHits({ words }: { words: string }) {
  const { t } = useTranslation('entities');
  return (
    <Hits
      title={t('title')} all={paths.entities({ search: words })}
      query={useEntities({ search: words, kind: '', sort: '', after: '' }, 5)}
      render={(row) => (
        <><Link to={paths.entity(row.id)}>{row.name}</Link>
          <div className="muted small num">{row.creditCode ?? t(`kinds.${row.kind}`)}</div></>
      )}
    />
  );
}
