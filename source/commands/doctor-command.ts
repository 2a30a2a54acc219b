import {configuredSystems} from '../config/config.ts';
import type {Command, Invocation} from './command.ts';
import {checkBilling, type CheckedPortal} from './doctor/billing-checks.ts';
import {errorMessage} from '../i18n/message.ts';
import {runCheck, type CheckResult} from './doctor/check.ts';
import {checkPortal} from './doctor/portal-checks.ts';

/**
`doctor`: checks the configuration, all that the screens read of the portal, billing and whether it can be written, clocks, versions and the
journal. Only reads.
*/
export const doctorCommand: Command = {
	words: ['doctor'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.doctor,
	flags: [],
	hasTable: true,
	async run(invocation) {
		const {translator, flags} = invocation;
		if (flags['demo'] !== true) invocation.config();
		const configuration = await runCheck('configuration', translator, async () =>
			checkConfiguration(invocation),
		);
		const checks = configuration.ok ? [configuration, ...(await checkSystems(invocation))] : [configuration];
		return {
			exitCode: checks.every(({ok}) => ok) ? 0 : 1,
			data: checks,
			text: checks
				.map(({name, portal, ok, said}) => {
					const title = translator.cliMessages.doctor.checks[name];
					return `${ok ? '✓' : '✗'} ${portal === undefined ? title : `${portal}, ${title}`}: ${said}`;
				})
				.join('\n'),
			table: {
				header: ['check', 'ok', 'said', 'portal'],
				rows: checks.map(({name, ok, said, portal = ''}) => [name, String(ok), said, portal]),
			},
		};
	},
};

function checkConfiguration({config, flags, translator: {cliMessages}}: Invocation): string {
	const {doctor} = cliMessages;
	if (flags['demo'] === true) return doctor.demo;
	const {stalker, billing} = configuredSystems(config());
	if (!stalker) throw new Error(doctor.noPortal);
	if (!billing) throw new Error(doctor.noBilling);
	return doctor.configured;
}

/** Checks the portal that the call names, else every one, one after the other; then billing with each of them. */
async function checkSystems(invocation: Invocation): Promise<readonly CheckResult[]> {
	const {translator, signal, flags, context, stalker} = invocation;
	const all = invocation.portals();
	const isSeveral = all.length > 1 && flags['portal'] === undefined;
	const results: CheckResult[] = [];
	const checked: CheckedPortal[] = [];
	for (const portal of isSeveral ? all : [{name: null, context, stalker}]) {
		const label = portal.name === null ? {} : {portal: portal.name};
		try {
			const client = await portal.stalker();
			for (const result of await checkPortal(client, translator, signal)) results.push({...result, ...label});
			checked.push({...label, context: portal.context, clockDifferenceMs: client.clockDifferenceMs()});
		} catch (error) {
			signal.throwIfAborted();
			if (!isSeveral) throw error;
			results.push({name: 'portal', ok: false, said: translator.t(errorMessage(error)), ...label});
		}
	}

	return [...results, ...(await checkBilling(invocation, checked))];
}
