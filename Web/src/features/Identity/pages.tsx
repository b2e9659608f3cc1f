export { PasswordPage } from './PasswordPage';
export { PeopleList } from './PeopleList';
