import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '@/app/paths';
import { Hits } from '@/ui/Hits';
import { CallStatus } from './CallStatus';
import { useCalls } from './queries';

export function CallHits({ words }: { words: string }) {
  const { t } = useTranslation('calls');
  return (
    <Hits
      title={t('list')} all={paths.calls({ search: words })} query={useCalls({ search: words }, 5)}
      render={(row) => <span className="spread"><Link to={paths.call(row.id)}>{row.title}</Link><CallStatus status={row.status} /></span>}
    />
  );
}
