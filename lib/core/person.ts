import type { Grant } from './viewer';

/** Somebody in the list of people, as the API tells it; instants are ISO 8601. */
export interface PersonInfo {
  id: string;
  email: string;
  version: number;
  state: 'active' | 'disabled' | 'invited';
  grants: Required<Grant>[];
  created_at: string;
  last_sign_in_at: string | null;
  /** an open link by which they choose a password */
  link: { expires_at: string; created_by: string } | null;
  you: boolean;
}

/** A role people can hold. */
export interface RoleInfo {
  id: string;
  title: string;
  scoped: boolean;
}
