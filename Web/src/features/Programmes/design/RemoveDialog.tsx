import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Place } from '../model/places';
import { removal } from '../model/uses';
import { usePlaceName } from './names';
import { useEditing } from './editing';

type Ask = (place: Place, name: string) => void;

const RemoveContext = createContext<Ask>(() => undefined);

export function useRemove(): Ask {
  return use(RemoveContext);
}

function Uses({ title, places }: { title: string; places: readonly Place[] }) {
  const nameOf = usePlaceName();
  return places.length === 0 ? null : (
    <>
      <p>{title}</p>
      <ul>{places.map((place) => <li key={place}>{nameOf(place)}</li>)}</ul>
    </>
  );
}

/** Takes parts out; where something refers to one, it is said first what happens there. */
export function Removing({ children }: { children: ReactNode }) {
  const { t } = useTranslation('design');
  const { definition, change, addressOf, go } = useEditing();
  const [asked, setAsked] = useState<{ place: Place; name: string } | null>(null);
  const done = useCallback((place: Place, next: ReturnType<typeof removal>['definition']) => {
    change(next, `${place}#remove`);
    const above = place.split('/').slice(0, -2).join('/');
    if (location.pathname.startsWith(addressOf(place)) && addressOf(place) !== addressOf(above)) {
      go(above || place.split('/')[0] || '');
    }
  }, [change, addressOf, go]);
  const ask = useCallback<Ask>((place, name) => {
    const found = removal(definition, place);
    if (found.uses.length === 0) {
      done(place, found.definition);
    } else {
      setAsked({ place, name });
    }
  }, [definition, done]);
  const found = useMemo(() => (asked ? removal(definition, asked.place) : null), [asked, definition]);
  return (
    <RemoveContext value={ask}>
      {children}
      {asked && found && (
        <Modal
          open title={t('remove.title', { name: asked.name })} okText={t('remove.ok')} cancelText={t('remove.cancel')} okButtonProps={{ danger: true }}
          onCancel={() => setAsked(null)}
          onOk={() => {
            done(asked.place, found.definition);
            setAsked(null);
          }}
        >
          <Uses title={t('remove.goes', { count: found.uses.length - found.left.length })} places={found.uses.filter((use) => !found.left.includes(use))} />
          <Uses title={t('remove.left', { count: found.left.length })} places={found.left} />
        </Modal>
      )}
    </RemoveContext>
  );
}
