export { MyDesks } from './MyDesks';
export { DeskPage } from './DeskPage';
