import {UsageError, type Command, type Flag, type Invocation} from './command.ts';
import {message} from '../i18n/translator.ts';

/** Maximum number of portals that the demo serves. */
const maxDemoPortals = 9;

/** Flags of every command that choose the portal. */
export const portalFlags: readonly Flag[] = [
	{
		name: 'portal',
		kind: 'text',
		value: 'NAME',
		description: translator => translator.commandHelp.flags.portal,
	},
	{
		name: 'portals',
		kind: 'number',
		value: 'N',
		range: {least: 1, most: maxDemoPortals},
		description: translator => translator.commandHelp.flags.portals,
	},
];

/** The flag of commands that can go through all portals. */
export const allPortalsFlag: Flag = {
	name: 'all-portals',
	kind: 'yes',
	description: translator => translator.commandHelp.flags.allPortals,
};

/** Throws `UsageError` for flags of portals that exclude each other, or mean nothing in this call. */
export function rejectPortalFlags(flags: Invocation['flags'], command: Command | null): void {
	const {portal, portals, demo} = flags;
	if (portal !== undefined && flags['all-portals'] === true)
		throw new UsageError(message('usage-one-format', {flags: ['--portal', '--all-portals']}));
	if (portals === undefined) return;
	if (demo !== true && command?.words[0] !== 'demo') throw new UsageError(message('usage-demo-portals'));
}

/** How many portals the demo has, and which one the call names. */
export const demoFlags = ({
	portals = 1,
	portal,
}: Invocation['flags']): {readonly count: number; readonly chosen: string | undefined} => ({
	count: Number(portals),
	chosen: portal === undefined ? undefined : String(portal),
});
