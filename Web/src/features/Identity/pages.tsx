export { PasswordPage } from './PasswordPage';
export { PeopleList } from './PeopleList';
export { PersonPage } from './PersonPage';
export { RegisterPerson } from './RegisterPerson';
export { DelegationPage } from './DelegationPage';
