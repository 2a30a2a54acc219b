import {UsageError, type Command} from './command.ts';
import {message} from '../i18n/translator.ts';
import {demoFlags} from './portal-flags.ts';

const maxPort = 65_535;

/** `demo`: serves the demo portal, or several on consecutive ports, on loopback until it is interrupted. */
export const demoCommand: Command = {
	words: ['demo'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.demo,
	flags: [
		{
			name: 'port',
			kind: 'number',
			value: 'N',
			range: {least: 0, most: maxPort},
			description: translator => translator.commandHelp.flags.port,
		},
		{
			name: 'accounts',
			kind: 'number',
			value: 'N',
			range: {least: 0, most: 1_000_000},
			description: translator => translator.commandHelp.flags.accounts,
		},
		{
			name: 'seed',
			kind: 'number',
			value: 'S',
			range: {least: 0, most: 2 ** 31},
			description: translator => translator.commandHelp.flags.seed,
		},
	],
	async run({flags, translator, report, signal}) {
		const {startDemoPortal} = await import('../demo/demo-portal.ts');
		const {count} = demoFlags(flags);
		const port = Number(flags['port'] ?? 0);
		const accounts = Number(flags['accounts'] ?? 300);
		const seed = Number(flags['seed'] ?? 1);
		// Several portals take the ports behind it.
		const most = maxPort + 1 - count;
		if (port > most) throw new UsageError(message('usage-whole', {flag: 'port', least: 0, most}));
		const portals: Array<Awaited<ReturnType<typeof startDemoPortal>>> = [];
		try {
			for (let index = 0; index < count; index++) {
				const own = {accounts, seed: seed + index, first: index * accounts};
				const portal = await orPortTaken(startDemoPortal({...own, port: port === 0 ? 0 : port + index}));
				portals.push(portal);
				report(translator.cliMessages.demo(portal.url));
				report(
					`  STALKER_URL=${portal.url} STALKER_LOGIN=stalker STALKER_PASSWORD=demo stalker-console accounts list`,
				);
			}

			await new Promise<void>(resolve => {
				if (signal.aborted) resolve();
				else signal.addEventListener('abort', () => resolve(), {once: true});
			});
		} finally {
			await Promise.all(portals.map(async portal => portal.close()));
		}

		return {exitCode: 0, data: null, text: ''};
	},
};

async function orPortTaken<Portal>(starting: Promise<Portal>): Promise<Portal> {
	try {
		return await starting;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
			throw new UsageError(message('usage-port'));
		}

		throw error;
	}
}
