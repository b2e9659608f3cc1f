export { EntityList } from './EntityList';
export { EntityPage } from './EntityPage';
export { RegisterEntity } from './RegisterEntity';
