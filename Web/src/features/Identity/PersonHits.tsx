import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '@/app/paths';
import { Hits } from '@/ui/Hits';
import { usePeople } from './queries';

export function PersonHits({ words }: { words: string }) {
  const { t } = useTranslation('identity');
  return (
    <Hits
      title={t('people.title')} all={paths.people({ search: words })}
      query={usePeople({ search: words, role: '', sort: '', after: '' }, 5)}
      render={(row) => (
        <><Link to={paths.person(row.id)}>{row.name}</Link>
          <div className="muted small">{row.identities.join('；')}</div></>
      )}
    />
  );
}
