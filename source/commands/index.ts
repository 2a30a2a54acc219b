import {resources} from '../resources/index.ts';
import {actCommand} from './act.ts';
import {apiCommand} from './api.ts';
import type {Command} from './command.ts';
import {configCommands} from './config.ts';
import {databaseCommands} from './database.ts';
import {demoCommand} from './demo.ts';
import {doctorCommand} from './doctor.ts';
import {journalCommands} from './journal.ts';
import {listCommand} from './list.ts';
import {showCommand} from './show.ts';

/** Every sub-command: those of the tabs follow from their declarations. */
export const commands: readonly Command[] = [
	...resources.flatMap(tab => [
		listCommand(tab),
		showCommand(tab),
		...tab.actions.map(action => actCommand(tab, action)),
	]),
	apiCommand,
	...journalCommands,
	doctorCommand,
	...configCommands,
	...databaseCommands,
	demoCommand,
];
