import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, take } from '@/api/client';
import { paths } from '@/app/paths';
import { Loaded } from '@/ui/States';
import { Deadline } from '@/ui/When';
import { useWords } from '@/ui/words';

/** What is published now, soonest end first. */
export function OpenPublications() {
  const { t } = useTranslation('publications');
  const { t: calls } = useTranslation('calls');
  const words = useWords();
  const open = useQuery({
    queryKey: ['publication', 'list', 'portal'],
    queryFn: () => take(api.GET('/api/v1/public/publications', {
      params: { query: { status: 'open', sort: 'until', limit: 5 } },
    })),
  });
  return (
    <section className="panel">
      <div className="spread"><h2>{t('portal.title')}</h2><Link to={paths.publications()}>{calls('portal.all')}</Link></div>
      <Loaded query={open} lines={3}>
        {(page) => (page.items.length
          ? (
            <ul className="notices">
              {page.items.map((row) => (
                <li key={row.id}>
                  <Link to={paths.publication(row.id)}>{t('titleOf', { stage: words(row.stage), call: row.callTitle })}</Link>
                  <div className="small muted">{t('count', { count: row.projects })} · {t('ends')} <Deadline at={row.until} inline /></div>
                </li>
              ))}
            </ul>
          )
          : <p className="muted">{t('portal.none')}</p>)}
      </Loaded>
    </section>
  );
}
