import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useSession } from '@/api/session';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { DeskStatus } from './DeskStatus';
import { DeskWork } from './DeskWork';
import { BeforeWork, Decline } from './Invitation';
import { useDesk } from './queries';
import './desk.css';

/** One desk: invitation, commitment, then the work itself. */
export function DeskPage() {
  const { t } = useTranslation('reviews');
  const session = useSession().data;
  const { desk: id = '', project } = useParams();
  const desk = useDesk(id);
  const read = desk.data;
  return (
    <Page
      title={read?.title ?? t('desk.title')} crumbs={[{ name: t('desk.mine'), to: paths.desks() }]}
      actions={read?.status === 'working' && <Decline desk={read} />}
      lead={read && (
        <p className="row small" style={{ margin: 0 }}>
          <DeskStatus status={read.status} />
          <span className="muted num">{t('period', { opens: read.opens, closes: read.closes })}</span>
          {read.blind && <span className="muted">{t('desk.blind')}</span>}
        </p>
      )}
    >
      <Loaded query={desk} lines={12}>
        {(open) => (open.status === 'working'
          ? <DeskWork person={session?.person ?? ''} desk={open} wanted={project} />
          : <BeforeWork desk={open} />)}
      </Loaded>
    </Page>
  );
}
