import type {Tab} from '../sync/resource.ts';
import {accounts} from './accounts/accounts.ts';
import {channels} from './channels/channels.ts';
import {stb} from './stb/stb.ts';
import {subscriptions} from './subscriptions/subscriptions.ts';
import {tariffs} from './tariffs/tariffs.ts';

/** The screen that is no tab: any resource, as the portal answers it. */
const explorer = 'api';

/** A place of the console. */
export type Screen = Tab | typeof explorer;

/** Every screen of the console, in the order of its keys. */
export const screens: readonly Screen[] = [accounts, stb, channels, subscriptions, tariffs, explorer];

/** Every tab, in order. */
export const resources: readonly Tab[] = screens.filter(screen => typeof screen !== 'string');
