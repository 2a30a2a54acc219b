import {UsageError, type Command} from './command.ts';
import {message} from '../i18n/translator.ts';
import {demoFlags} from './portal-flags.ts';

/** `demo`: serves the demo portal, or several on consecutive ports, on loopback until it is interrupted. */
export const demoCommand: Command = {
	words: ['demo'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.demo,
	flags: [
		{name: 'port', kind: 'number', value: 'N', description: translator => translator.commandHelp.flags.port},
		{
			name: 'accounts',
			kind: 'number',
			value: 'N',
			description: translator => translator.commandHelp.flags.accounts,
		},
		{name: 'seed', kind: 'number', value: 'S', description: translator => translator.commandHelp.flags.seed},
	],
	async run({flags, translator, report, signal}) {
		const number = (name: string, fallback: number, max: number): number => {
			const value = Number(flags[name] ?? fallback);
			if (!Number.isSafeInteger(value) || value < 0 || value > max)
				throw new UsageError(message('usage-whole-to', {flag: name, most: max}));
			return value;
		};
		const {startDemoPortal} = await import('../demo/start-demo.ts');
		const {count} = demoFlags(flags);
		const port = number('port', 0, 65_536 - count);
		const accounts = number('accounts', 300, 1_000_000);
		const seed = number('seed', 1, 2 ** 31);
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
