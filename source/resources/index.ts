import type {Tab} from '../sync/resource.ts';
import {accounts} from './accounts/accounts.ts';
import {tariffs} from './tariffs/tariffs.ts';

/** Every tab, in order. */
export const resources: readonly Tab[] = [accounts, tariffs];
