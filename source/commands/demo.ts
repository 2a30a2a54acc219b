import {UsageError, type Command} from './command.ts';
import {say} from '../words/words.ts';

/** Only the demo portal, on loopback, until it is interrupted. */
export const demoCommand: Command = {
	words: ['demo'],
	args: '',
	most: 0,
	about: words => words.commands.about.demo,
	flags: [
		{name: 'port', kind: 'number', value: 'N', about: words => words.commands.flags.port},
		{name: 'accounts', kind: 'number', value: 'N', about: words => words.commands.flags.accounts},
		{name: 'seed', kind: 'number', value: 'S', about: words => words.commands.flags.seed},
	],
	async run({flags, words, tell, signal}) {
		const number = (name: string, otherwise: number, most: number): number => {
			const value = Number(flags[name] ?? otherwise);
			if (!Number.isSafeInteger(value) || value < 0 || value > most)
				throw new UsageError(say('usage-whole-to', {flag: name, most}));
			return value;
		};
		const {serveDemo} = await import('../demo/demo.ts');
		const portal = await started(
			serveDemo({
				port: number('port', 0, 65_535),
				accounts: number('accounts', 300, 1_000_000),
				seed: number('seed', 1, 2 ** 31),
			}),
		);
		tell(words.replies.demo(portal.url));
		tell(
			`  STALKER_URL=${portal.url} STALKER_LOGIN=stalker STALKER_PASSWORD=demo stalker-console accounts list`,
		);
		await new Promise<void>(resolve => {
			if (signal.aborted) resolve();
			else signal.addEventListener('abort', () => resolve(), {once: true});
		});
		await portal.close();
		return {exit: 0, data: null, text: ''};
	},
};

async function started<Portal>(starting: Promise<Portal>): Promise<Portal> {
	try {
		return await starting;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
			throw new UsageError(say('usage-port'));
		}

		throw error;
	}
}
