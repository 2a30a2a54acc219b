import type {Tab} from '../sync/resource.ts';
import {accounts} from './accounts/accounts.ts';
import {channels} from './channels/channels.ts';
import {stb} from './stb/stb.ts';
import {subscriptions} from './subscriptions/subscriptions.ts';
import {tariffs} from './tariffs/tariffs.ts';

/** A place of the console: a tab, or the name of one that is not built yet. */
export type Screen = Tab | string;

/** Every screen of the console, in the order of its keys. */
export const screens: readonly Screen[] = [accounts, stb, channels, subscriptions, tariffs, 'api'];

/** Every tab that is built, in order. */
export const resources: readonly Tab[] = screens.filter(screen => typeof screen !== 'string');
