import type {AnyResource} from '../sync/resource.ts';
import {accounts} from './accounts/accounts.ts';
import {channels} from './channels/channels.ts';
import {stb} from './stb/stb.ts';
import {subscriptions} from './subscriptions/subscriptions.ts';
import {tariffs} from './tariffs/tariffs.ts';

/** The screen that is no resource: any API path, as the portal answers it. */
const apiExplorer = 'api';

/** A screen of the console. */
export type Screen = AnyResource | typeof apiExplorer;

/** Every screen of the console, in the order of its keys. */
export const screens: readonly Screen[] = [accounts, stb, channels, subscriptions, tariffs, apiExplorer];

/** Every resource, in the order of the screens. */
export const resources: readonly AnyResource[] = screens.filter(screen => typeof screen !== 'string');
