import { Dropdown } from 'antd';
import { DownOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { actAs, useActing } from '@/api/acting';
import type { IdentityView } from '@/api/types';
import { useWords } from '@/ui/words';
import { paths } from './paths';

/** Each identity of a person has its own colour; which one follows from its place in the person's list. */
export function hueOf(identities: readonly IdentityView[], id: string): string {
  return `hue-${Math.max(0, identities.findIndex((identity) => identity.id === id)) % 6}`;
}

/** Under which identity this tab acts; another one is one click away. */
export function ActingBand({ identities }: { identities: readonly IdentityView[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const acting = useActing();
  const navigate = useNavigate();
  const active = identities.filter((identity) => identity.active);
  const now = active.find((identity) => identity.id === acting);
  const name = (identity: IdentityView) => (
    <span>
      <b>{words(identity.roleName)}</b>{' · '}{identity.organisation.name}
      {identity.for && `（${t('identity.for', { name: identity.for.name })}）`}
    </span>
  );
  if (!now) {
    return <div className="acting"><span className="band bad">{t('identity.none')}</span></div>;
  }
  const choose = (id: string) => {
    if (id !== acting) {
      actAs(id);
      void navigate(paths.tasks());
    }
  };
  const items = active.map((identity) => ({
    key: identity.id,
    label: <span className={hueOf(identities, identity.id)} style={{ padding: '2px 8px', borderRadius: 3 }}>{name(identity)}</span>,
    onClick: () => choose(identity.id),
  }));
  return (
    <div className="acting">
      <Dropdown menu={{ items, selectedKeys: [acting] }} trigger={['hover', 'click']} disabled={active.length < 2} placement="bottomRight">
        <button type="button" className={hueOf(identities, acting)} title={t('identity.switch')}>
          <span className="sr">{t('identity.acting')}</span>
          {name(now)}{active.length > 1 && <DownOutlined aria-hidden="true" style={{ fontSize: 11 }} />}
        </button>
      </Dropdown>
    </div>
  );
}
