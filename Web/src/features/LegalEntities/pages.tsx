export { EntityList } from './EntityList';
export { EntityPage } from './EntityPage';
