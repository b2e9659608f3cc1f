import { useState, type DragEvent } from 'react';
import { at, indexOf, move, parentOf, type Place } from '../model/places';
import { useEditing } from './editing';

const KIND = 'text/sungov-place';

/** Items of a list are put in another order by dragging their grip; by keyboard the arrows beside them do the same. */
export function useDrag(place: Place) {
  const { definition, change, readOnly } = useEditing();
  const [over, setOver] = useState(false);
  const [list, key] = parentOf(place);
  const items = at(definition, list);
  if (readOnly || !Array.isArray(items)) {
    return { over: false, grip: null, target: {} };
  }
  const drop = (event: DragEvent) => {
    setOver(false);
    const [from, dragged] = parentOf(event.dataTransfer.getData(KIND));
    if (from === list && dragged !== key) {
      event.preventDefault();
      event.stopPropagation();
      change(move(definition, `${list}/${dragged}`, indexOf(items, key) - indexOf(items, dragged)), `${list}#drag`);
    }
  };
  return {
    over,
    grip: { draggable: true, onDragStart: (event: DragEvent) => event.dataTransfer.setData(KIND, place) },
    target: {
      onDragOver: (event: DragEvent) => {
        if (event.dataTransfer.types.includes(KIND)) {
          event.preventDefault();
          setOver(true);
        }
      },
      onDragLeave: () => setOver(false),
      onDrop: drop,
    },
  };
}
