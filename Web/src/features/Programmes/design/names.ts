import { useTranslation } from 'react-i18next';
import type { Words } from '@/api/types';
import { useWords } from '@/ui/words';
import type { Definition } from '../model/definition';
import { members, type PartName, type Shape } from '../model/members';
import { at, isPart, join, type Place } from '../model/places';
import { useEditing } from './editing';
import { wordsOf } from './wordsOf';

/** A place in words: the names of what one passes on the way to it. */
export function usePlaceNameIn(definition: Definition): (place: Place) => string {
  const { t } = useTranslation('members');
  const words = useWords();
  return (place) => {
    const steps = place.split('/');
    const names: string[] = [];
    let part: PartName | null = 'programme';
    let here = '';
    for (let no = 0; no < steps.length; no++) {
      const name: string = steps[no] ?? '';
      here = join(here, name);
      const shape: Shape | undefined = part ? members[part].find((member) => member.name === name)?.shape : undefined;
      const label: string = part && shape ? t(`part.${wordsOf(part)}.${name}.name`) : name;
      const isList: boolean = shape?.is === 'parts' || shape?.is === 'named';
      if (isList && no + 1 < steps.length) {
        no += 1;
        here = join(here, steps[no] ?? '');
        const item = at(definition, here);
        const known = isPart(item) ? words((item.name ?? item.message) as Words | undefined) : '';
        names.push(`${label}「${known || steps[no]}」`);
        part = shape?.is === 'parts' || shape?.is === 'named' ? shape.part : null;
      } else {
        names.push(label);
        part = shape?.is === 'part' ? shape.part : null;
      }
    }
    return names.join(' › ');
  };
}

export function usePlaceName(): (place: Place) => string {
  return usePlaceNameIn(useEditing().definition);
}
